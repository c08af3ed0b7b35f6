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

    /// Several notes: all that LibreOffice converts to one format in one run, what that leaves out and
    /// all else one by one.
    public func converted(
        all notes: [[UInt8]],
        maximumSize: Int
    ) -> [Result<ConvertedNote?, FormatError>] {
        var results: [Int: ConvertedNote] = [:]
        for to in ["docx", "xlsx"] {
            var batch: [(index: Int, from: String)] = []
            for (index, bytes) in notes.enumerated() {
                guard case .office(let from, to) = try? Conversion(of: bytes) else { continue }
                batch.append((index, from))
            }
            guard batch.count > 1 else { continue }
            let converted = Conversion.office(
                batch.map { (notes[$0.index], $0.from) },
                to: to,
                maximumSize: maximumSize
            )
            for (note, bytes) in zip(batch, converted) {
                results[note.index] = bytes.map { ConvertedNote($0, from: note.from, to: to) }
            }
        }
        return notes.enumerated().map { index, bytes in
            if let note = results[index] { return .success(note) }
            return Result { () throws(FormatError) in
                try converted(bytes, maximumSize: maximumSize)
            }
        }
    }

    /// A document for word processors (odt) that holds a text and nothing else.
    public func document(of text: [UInt8]) throws(FormatError) -> [UInt8] {
        try TextDocument.bytes(of: text)
    }
}
