/// What a token is known to be, from the forms of several words and from its neighbours.
public struct Marks: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt32

    /// Marks of these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Part of a function: « adjoint au maire ».
    public static let function = Marks(rawValue: 1)
    /// Part of an institution or a brand.
    public static let institution = Marks(rawValue: 2)
    /// Part of the full name of a person of history.
    public static let historical = Marks(rawValue: 4)
    /// Part of a town, country or region of several words.
    public static let place = Marks(rawValue: 8)
    /// Part of a name behind a place head: « rue |Pierre Sémard| ».
    public static let odonym = Marks(rawValue: 16)
    /// Part of a label of a form or of minutes.
    public static let field = Marks(rawValue: 32)
    /// Part of an identifier.
    public static let identifier = Marks(rawValue: 64)
    /// Part of a placeholder of biffure.
    public static let opaque = Marks(rawValue: 128)
    /// In a block of people who are present, excused or invited.
    public static let attendance = Marks(rawValue: 256)
    /// In a block or line whose names act for a service (author, referent, sender).
    public static let officer = Marks(rawValue: 512)
    /// In a cell, field or list of private persons.
    public static let personField = Marks(rawValue: 1024)
    /// A word of a job: psychologue, éducatrice.
    public static let professional = Marks(rawValue: 2048)
    /// End of an alias phrase: « se fait appeler ».
    public static let aliasPhrase = Marks(rawValue: 8192)
    /// In a subject line: « Objet : … », « Concerne : … ».
    public static let subjectField = Marks(rawValue: 16384)
    /// Part of a word that an address follows: « demeurant », « domicile ».
    public static let addressField = Marks(rawValue: 32768)
    /// End of a phrase that says what is done to somebody: « convoquer », « courrier adressé à ».
    public static let measure = Marks(rawValue: 65536)
    /// End of a phrase before which an office is told: « présidé par ».
    public static let byOffice = Marks(rawValue: 131072)
    /// Part of a function whose bearer lives among those whom it serves: « concierge ».
    public static let caretaker = Marks(rawValue: 262144)
    /// Part of a phrase that says that two bearers of one name are two: « aucun lien avec ».
    public static let homonym = Marks(rawValue: 524288)
    /// End of a phrase that something is named after somebody: « porter le nom de ».
    public static let naming = Marks(rawValue: 1_048_576)
    /// In a cell or field of first names alone.
    public static let firstNameField = Marks(rawValue: 2_097_152)
    /// Part of a trade whose bearer acts in no public function: « boulanger », « berger ».
    public static let trade = Marks(rawValue: 4_194_304)
    /// In a cell or field of birth dates.
    public static let birthField = Marks(rawValue: 4096)
}
