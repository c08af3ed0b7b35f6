internal import Documents
internal import Formats

/// A document that stands in another one and was converted to be read: it can only stay as it is, or
/// not leave.
struct ConvertedCarrier: Carrier {
    let texts: [CarriedText]
    let obstacles: [Obstacle]
    let asides: [[UInt8]]
    private let bytes: [UInt8]
    private let format: String

    var mark: String? { nil }

    /// A document, and what it was converted to.
    init(_ bytes: [UInt8], _ carrier: any Carrier, format: String) {
        self.bytes = bytes
        self.format = format
        texts = carrier.texts
        asides = carrier.asides
        obstacles = [Obstacle(.unwritable, in: format)] + carrier.obstacles
    }

    func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        guard edits.allSatisfy(\.isEmpty), marking == nil, !asides.contains(where: removed.areIn)
        else { throw FormatError(Obstacle(.unwritable, in: format)) }
        return bytes
    }
}
