/// What the elements of HTML are to a reader of text.
enum HTMLElements {
    /// Those that start a line and end one.
    static let blocks = names(
        """
        address article aside blockquote body button caption center col colgroup dd details dialog dir
        div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup
        hr html iframe legend li main menu nav noframes noscript object ol optgroup option p pre
        search section select summary table tbody template text textarea tfoot thead title tr ul
        listing plaintext xmp center desc foreignobject frame applet video audio svg math
        """
    )

    /// The others that are known.
    private static let inline = names(
        """
        a abbr acronym area b base basefont bdi bdo bgsound big blink br canvas cite code command data
        datalist del dfn em embed font i img image input ins isindex kbd keygen label link map mark
        marquee meta meter nobr noembed output param picture progress q rb rp rt rtc ruby s samp
        script slot small source spacer span strike strong style sub sup td th time track tspan tt u
        var wbr circle clippath defs ellipse filter g line lineargradient marker mask path pattern
        polygon polyline radialgradient rect stop symbol textpath use metadata mi mn mo mrow msup msub
        """
    )

    /// Prefixes that Office and SVG write before names.
    private static let prefixes = names("o v w m x st1 st2 svg mml html u1 u2 fb g")

    /// Those that hold neither text nor tags of HTML.
    static let raw = names("script style")

    /// Those that hold text without tags.
    static let plain = names("title textarea")

    /// Those that make a table row a piece of layout.
    static let layout = names("h1 h2 h3 h4 h5 h6 ul ol dl form hr table article section")

    /// Elements that a note of HTML starts with when it is a piece of a page.
    static let first = names(
        """
        html head body meta title style link base div p span table h1 h2 h3 h4 ul ol dl center font
        article section main header nav blockquote pre a b i u strong em br hr img form
        """
    )

    /// What stands before the name of a person in a form or a search; another label would make an
    /// official of whoever follows it.
    static let personFields: Set<String> = [
        "nom", "prénom", "prenom", "nom et prénom", "nom, prénom", "nom de famille", "bénéficiaire",
        "nom de naissance", "nom d'usage", "adresse", "date de naissance", "né le", "née le",
    ]

    /// Whether a name is one of an element.
    static func isKnown(_ name: String) -> Bool {
        if blocks.contains(name) || inline.contains(name) { return true }
        guard let colon = name.firstIndex(of: ":") else { return false }
        return prefixes.contains(String(name[..<colon]))
    }

    /// Whether an element starts a line and ends one; those of Office but for its paragraph marks
    /// and smart tags do: « o:Author ».
    static func isBlock(_ name: String) -> Bool {
        if blocks.contains(name) { return true }
        guard name.contains(":"), isKnown(name) else { return false }
        return name != "o:p" && !name.hasPrefix("st1:") && !name.hasPrefix("st2:")
    }

    /// The words of a list.
    static func names(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
