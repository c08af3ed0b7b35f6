public import Formats

/// Reads what other programs convert for us: the text of pdf, and doc, rtf, xls and msg once the
/// user agrees that they are converted.
public struct ConversionReader: CarrierReader, NoteConverter {
    /// A reader.
    public init() {}

    /// Opens a document that is converted.
    ///
    /// - Throws: `FormatError` `damaged`, `converterMissing`, `converterLimit`; an obstacle for what
    ///   nobody can read, or that must be converted first.
    public func open(_ bytes: [UInt8], _ opener: Opener) throws(FormatError) -> (any Carrier)? {
        if ForeignFormat(startOf: bytes) == .pdf { return try PDFNote(bytes, opener) }
        guard let conversion = try Conversion(of: bytes) else { return nil }
        guard opener.converts else {
            throw FormatError(Obstacle(.unconverted, in: conversion.endings.from))
        }
        let converted = try conversion.converted(bytes, maximumSize: opener.maximumSize)
        guard let carrier = try opener.carrier(converted) else {
            let format = ForeignFormat(startOf: converted)
            throw FormatError(code: .otherFormat, offset: 0, format: format)
        }
        return ConvertedCarrier(bytes, carrier, format: conversion.endings.from)
    }

    /// The note in a format that is read and written: docx for doc, rtf and wpd, xlsx for xls, eml
    /// for msg.
    public func converted(
        _ bytes: [UInt8],
        maximumSize: Int
    ) throws(FormatError) -> ConvertedNote? {
        guard let conversion = try Conversion(of: bytes) else { return nil }
        let (from, to) = conversion.endings
        return ConvertedNote(
            try conversion.converted(bytes, maximumSize: maximumSize),
            from: from,
            to: to
        )
    }

    /// A document for word processors (odt) that holds a text and nothing else.
    public func document(of text: [UInt8]) throws(FormatError) -> [UInt8] {
        try TextDocument.bytes(of: text)
    }
}
