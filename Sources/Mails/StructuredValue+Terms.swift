internal import Formats

/// The terms of mail itself in a structured field: whoever is called « Text » or « Mixed » is not
/// meant by them, and without them nobody could read the part.
extension StructuredValue {
    /// Types and dispositions that programs write.
    private static let types: Set<String> = [
        "attachment", "inline", "application/ics", "application/msword", "application/octet-stream",
        "application/pdf", "application/rtf", "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/xhtml+xml", "application/xml", "application/zip", "image/gif", "image/jpeg",
        "image/png", "message/delivery-status", "message/disposition-notification",
        "message/feedback-report", "message/global", "message/global-delivery-status",
        "message/global-disposition-notification", "message/global-headers", "message/news",
        "message/rfc822", "multipart/alternative", "multipart/digest", "multipart/encrypted",
        "multipart/form-data", "multipart/mixed", "multipart/parallel", "multipart/related",
        "multipart/report", "multipart/signed", "text", "text/calendar", "text/csv",
        "text/directory", "text/enriched", "text/html", "text/plain", "text/rfc822-headers",
        "text/richtext", "text/vcard", "text/x-vcalendar", "text/x-vcard", "text/xml",
    ]

    /// Values of parameters that programs write.
    private static let values: Set<String> = [
        "flowed", "fixed", "yes", "no", "us-ascii", "utf-8", "iso-8859-1", "iso-8859-15",
        "windows-1252", "utf-16", "delivery-status", "disposition-notification",
    ]

    /// Whether the type or the disposition is such a term.
    var isMainTerm: Bool { Self.types.contains(main) }

    /// What stands in place of a type or a disposition that holds what was taken out.
    var neutralMain: String {
        if !main.contains("/") { return "attachment" }
        if main.hasPrefix("multipart/") { return "multipart/mixed" }
        return main.hasPrefix("text/") ? "text/plain" : "application/octet-stream"
    }

    /// Where they stand, in their order.
    var terms: [Range<Int>] {
        let own = parameters.compactMap { parameter -> Range<Int>? in
            guard !parameter.isSection, Self.machine.contains(parameter.base) else { return nil }
            if Self.values.contains([UInt8].lowered(parameter.value[...])) {
                return parameter.written
            }
            let start = parameter.written.lowerBound
            return start..<start + parameter.base.utf8.count
        }
        return (isMainTerm ? [mainRange] : []) + own
    }

    /// The bytes of a stretch of the field, the terms blank.
    func withoutTerms(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var output = Array(bytes[range])
        for term in terms {
            for place in term.clamped(to: range) { output[place - range.lowerBound] = 0x20 }
        }
        return output
    }
}
