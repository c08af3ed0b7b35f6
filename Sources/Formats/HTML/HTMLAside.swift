/// Something of a page that nobody judges: it goes when it holds what was removed.
struct HTMLAside {
    /// What it says, with entities, `%20` and escapes read.
    let text: [UInt8]
    /// Its bytes.
    let range: Range<Int>
    /// What stands there once it goes.
    let replacement: String
    /// Whether its strings are judged, so that edits may clean it.
    var isBody = false

    /// Calls for each aside of a page, in order.
    ///
    /// - Complexity: O(*n*).
    static func forEach(in bytes: [UInt8], _ body: (HTMLAside) -> Void) {
        var scanner = HTMLScanner(bytes)
        while let token = scanner.next() {
            switch token.kind {
            case .startTag, .endTag: tag(bytes, token, body)
            case .raw:
                body(
                    HTMLAside(
                        text: said(bytes, token.range, token.name),
                        range: token.range,
                        replacement: "",
                        isBody: true
                    )
                )
            case .markup: markup(bytes, token.range, body)
            case .commentStart where token.range.count > 4:
                let text = Array(bytes[token.range])
                body(HTMLAside(text: text, range: token.range, replacement: "<!--"))
            default: break
            }
        }
    }

    /// A script or style sheet with the escapes of its strings read.
    static func said(_ bytes: [UInt8], _ range: Range<Int>, _ element: String) -> [UInt8] {
        guard bytes[range].contains(0x5C) else { return Array(bytes[range]) }
        var flow = HTMLFlow()
        HTMLStrings.add(bytes, range, element == "script" ? .script : .style, to: &flow)
        return flow.pieced.text
    }

    private static func markup(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        _ body: (HTMLAside) -> Void
    ) {
        let isDoctype = HTMLBytes.starts(
            bytes,
            range.lowerBound,
            range.upperBound,
            with: "<!doctype"
        )
        body(
            HTMLAside(
                text: Array(bytes[range]),
                range: range,
                replacement: isDoctype ? "<!DOCTYPE html>" : ""
            )
        )
    }

    private static func tag(
        _ bytes: [UInt8],
        _ token: HTMLScanner.Token,
        _ body: (HTMLAside) -> Void
    ) {
        // what stands behind a prefix of Office is not looked up
        if !HTMLElements.isKnown(token.name) || token.name.contains(":"), token.name != "o:p" {
            let start = token.range.lowerBound + (token.kind == .endTag ? 2 : 1)
            let range = start..<token.attributes
            body(HTMLAside(text: Array(bytes[range]), range: range, replacement: "x"))
        }
        guard token.range.upperBound - token.attributes > 1 else { return }
        for value in HTMLTag(bytes, token).values {
            if value.role != .word, !HTMLAttributeKind.isKnown(value.name) {
                body(
                    HTMLAside(
                        text: Array(bytes[value.nameRange]),
                        range: value.nameRange,
                        replacement: "data-x"
                    )
                )
            }
            switch value.role {
            case .aside:
                body(
                    HTMLAside(
                        text: HTMLValue.plain(bytes, value.range),
                        range: value.range,
                        replacement: value.quote == 0 ? "\"\"" : ""
                    )
                )
            case .embedded:
                // what is packed in it says nothing as text
                let start = bytes[value.range].prefix { $0 != 0x2C }
                body(
                    HTMLAside(
                        text: Array(start),
                        range: value.range,
                        replacement: value.quote == 0 ? "\"\"" : ""
                    )
                )
            default: break
            }
        }
    }
}
