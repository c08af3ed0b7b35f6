/// What an attribute is to a reader of text.
enum HTMLAttributeKind {
    /// People read it: it is judged.
    case text
    /// An address, of which people may read a part: `mailto:`, a search.
    case address
    /// Neither: names of styles, anchors, numbers. It is emptied when it holds what was removed.
    case aside

    /// Values that people read.
    private static let texts = HTMLElements.names(
        """
        alt title placeholder summary abbr standby label prompt aria-label aria-description
        aria-valuetext aria-roledescription aria-placeholder
        """
    )

    private static let addresses = HTMLElements.names(
        """
        href src action formaction data cite background poster longdesc ping xlink:href codebase
        manifest profile archive srcset lowsrc dynsrc srcdoc usemap itemid
        """
    )

    /// Values with blanks that are no sentences.
    private static let technical = HTMLElements.names(
        """
        class style rel rev sizes d points viewbox transform media headers accept allow sandbox coords
        integrity type values dur begin gradienttransform stroke-dasharray color face autocomplete
        itemtype itemprop property aria-labelledby aria-describedby aria-controls aria-owns
        http-equiv prefix vocab typeof version xml:space
        """
    )

    /// Attributes without value that say something by being there.
    private static let switches = HTMLElements.names(
        """
        checked disabled selected nowrap hidden required readonly multiple async defer novalidate
        allowfullscreen noshade compact open controls autoplay loop muted itemscope ismap reversed
        default formnovalidate declare noresize inert playsinline nomodule autofocus contenteditable
        download crossorigin border truespeed noprefetch
        """
    )

    /// Names that need not be looked at.
    private static let known = HTMLElements.names(
        """
        id name for value content width height align valign bgcolor border cellpadding cellspacing
        colspan rowspan scope lang xml:lang dir target method enctype charset maxlength size rows cols
        wrap role tabindex accesskey text link vlink alink hspace vspace frameborder scrolling
        marginwidth marginheight noshade start span rules frame char charoff clear loading decoding
        onclick onload onsubmit onchange onmouseover onmouseout onfocus onblur onkeyup onkeydown
        aria-hidden aria-expanded aria-haspopup aria-current aria-live aria-level scheme pattern min
        max step list form datetime language shape fill stroke stroke-width x y x1 y1 x2 y2 cx cy r
        xmlns xmlns:o xmlns:v xmlns:w xmlns:m xmlns:x xmlns:xlink xmlns:svg
        """
    )

    /// Metas whose content people read, or that search engines show.
    private static let readMetas = HTMLElements.names(
        """
        description author keywords subject abstract title creator publisher owner copyright reply-to
        designer contact application-name topic summary classification revised date
        """
    )

    /// What an attribute is by its name alone.
    ///
    /// - Parameters:
    ///   - name: In small letters.
    ///   - element: That it belongs to.
    init(_ name: String, of element: String) {
        if Self.texts.contains(name) || name == "value" {
            self = .text
        } else if Self.addresses.contains(name) {
            self = .address
        } else {
            self = .aside
        }
    }

    /// Whether a value that holds blanks between words is a sentence.
    static func mayBeProse(_ name: String) -> Bool { !technical.contains(name) }

    /// Whether an attribute without value is one that HTML knows.
    static func isSwitch(_ name: String) -> Bool {
        switches.contains(name) || known.contains(name) || technical.contains(name)
            || texts.contains(name) || addresses.contains(name)
    }

    /// Whether the name of an attribute is one of those that HTML knows.
    static func isKnown(_ name: String) -> Bool { isSwitch(name) }

    /// Whether the content of a meta of this name is read by people.
    static func isReadMeta(_ name: String) -> Bool {
        readMetas.contains(name) || name.hasPrefix("og:") || name.hasPrefix("twitter:")
            || name.hasPrefix("dc.") || name.hasPrefix("dcterms.") || name.hasPrefix("article:")
    }
}
