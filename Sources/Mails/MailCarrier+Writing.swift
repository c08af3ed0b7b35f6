internal import Documents
internal import Formats

extension MailCarrier {
    func bytes(
        applying edits: [[Edit]],
        without removed: RemovedWords,
        marking: Marking?
    ) throws(FormatError) -> [UInt8] {
        var ids = ids
        let output = try bytes(applying: edits[...], without: removed, marking, &ids)
        guard output != source, !MailStart.isMail(output) else { return output }
        // what made it a message to readers was taken out
        let start = output.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let field = Array("MIME-Version: 1.0".utf8) + ending
        let whole = Array(output[..<start]) + field + Array(output[start...])
        guard MailStart.isMail(whole) else { throw FormatError(.unwritable) }
        return whole
    }

    /// The message after edits; the messages in it ask for the same identifiers.
    private func bytes(
        applying edits: ArraySlice<[Edit]>,
        without removed: RemovedWords,
        _ marking: Marking?,
        _ ids: inout MessageIDs
    ) throws(FormatError) -> [UInt8] {
        guard !removed.isEmpty || marking != nil || edits.contains(where: { !$0.isEmpty }) else {
            return source
        }
        var output: [Edit] = []
        var stamp: [UInt8]?
        var message: (header: PartHeader, edits: [Edit], body: PartHeader.BodyChange)?
        for slot in slots {
            let own = edits[
                edits.startIndex + slot.first..<edits.startIndex + slot.first + slot.count
            ]
            switch slot.kind {
            case .envelope(let line):
                let isHit = removed.areIn(EncodedWords.readable(unfolded(source, line)))
                guard isHit || own.contains(where: { !$0.isEmpty }) else { continue }
                output.append(
                    Edit(start: line.lowerBound, end: line.upperBound, replacement: [])
                )
            case .prose(let leaf, let range):
                guard let edits = own.first,
                    let bytes = leaf.bytes(
                        applying: edits,
                        without: removed,
                        ending: ending
                    )?.bytes
                else { continue }
                output.append(
                    Edit(start: range.lowerBound, end: range.upperBound, replacement: bytes)
                )
            case .part(let header, let content):
                let hasText = !header.pieced.text.isEmpty
                let headerEdits = hasText ? own.first ?? [] : []
                var change = PartHeader.BodyChange()
                let body = try content.edits(
                    applying: hasText ? own.dropFirst() : own,
                    without: removed,
                    &change,
                    &ids,
                    &stamp,
                    self
                )
                output += body
                if message == nil {
                    message = (header, headerEdits, change)
                } else {
                    output += try header.edits(
                        applying: headerEdits,
                        without: removed,
                        body: change,
                        isBodyChanged: !body.isEmpty,
                        ids: &ids,
                        bytes: source,
                        ending: ending
                    )
                }
            }
        }
        if let message {
            output += try message.header.edits(
                applying: message.edits,
                without: removed,
                body: message.body,
                isBodyChanged: !output.isEmpty,
                ids: &ids,
                bytes: source,
                ending: ending
            )
            output += message.header.seals(
                isChanged: !output.isEmpty,
                marking,
                among: output,
                ending
            )
        }
        return try applied(output)
    }

    private func applied(_ edits: [Edit]) throws(FormatError) -> [UInt8] {
        guard !edits.isEmpty else { return source }
        let sorted = edits.enumerated().sorted {
            ($0.element.start, $0.element.end, $0.offset)
                < ($1.element.start, $1.element.end, $1.offset)
        }.map(\.element)
        var position = 0
        for edit in sorted {
            guard position <= edit.start else { throw FormatError(.unwritable, at: edit.start) }
            position = edit.end
        }
        return Edit.applied(sorted, to: source)
    }
}

extension PartHeader {
    /// What a change of the message takes out of its header: seals that it breaks and levels that
    /// others wrote; and the level that is written now.
    fileprivate func seals(
        isChanged: Bool,
        _ marking: Marking?,
        among edits: [Edit],
        _ ending: [UInt8]
    ) -> [Edit] {
        var output: [Edit] = []
        let gone = Set(edits.lazy.filter { $0.replacement.isEmpty }.map(\.end))
        for (index, field) in block.fields.enumerated()
        where !gone.contains(field.lines.upperBound) {
            switch kinds[index] {
            case .seal where isChanged || marking != nil: output.append(Self.removal(of: field))
            case .mark where marking != nil: output.append(Self.removal(of: field))
            default: continue
            }
        }
        if let marking {
            let line = Array("\(FieldKind.markName): \(marking.name)".utf8) + ending
            output.append(Edit(start: block.start, end: block.start, replacement: line))
        }
        return output
    }
}

extension MailCarrier.Content {
    /// The edits of the message's bytes that change the body.
    fileprivate func edits(
        applying edits: ArraySlice<[Edit]>,
        without removed: RemovedWords,
        _ change: inout PartHeader.BodyChange,
        _ ids: inout MessageIDs,
        _ stamp: inout [UInt8]?,
        _ carrier: MailCarrier
    ) throws(FormatError) -> [Edit] {
        let bytes: [UInt8]
        switch kind {
        case .opaque: return []
        case .multipart(let boundary, let places, let path):
            guard removed.areIn(boundary) else { return [] }
            let neutral = Self.neutralBoundary(path, &stamp, carrier.source)
            change.boundary = neutral
            return places.map {
                Edit(start: $0.lowerBound, end: $0.upperBound, replacement: neutral)
            }
        case .mail(let mail):
            let written = try mail.bytes(applying: edits, without: removed, nil, &ids)
            guard written != mail.source else { return [] }
            guard !Multipart.isCut(written, by: boundaries) else { throw FormatError(.unwritable) }
            bytes = written
        case .text(let leaf):
            guard let edits = edits.first,
                let written = leaf.bytes(
                    applying: edits,
                    without: removed,
                    ending: carrier.ending
                )
            else { return [] }
            if written.isUTF8 { change.charset = "utf-8" }
            bytes = try body(of: written.bytes, written.needsBase64, &change, carrier)
        case .carrier(let inner, let old, let charset):
            var written = try inner.bytes(applying: Array(edits), without: removed, marking: nil)
            guard written != old else { return [] }
            var isWide = false
            if let charset {
                let (encoded, isUTF8) = charset.encode(written)
                if isUTF8 { change.charset = "utf-8" }
                isWide = !isUTF8 && charset.needsBase64
                written = encoded
            } else if old.isASCII, !written.isASCII {
                change.charset = "utf-8"
            }
            bytes = try body(of: written, isWide, &change, carrier)
        }
        return [Edit(start: body.lowerBound, end: body.upperBound, replacement: bytes)]
    }

    /// Bytes in the transfer encoding that the body had, or in one that can hold them.
    private func body(
        of bytes: [UInt8],
        _ needsBase64: Bool,
        _ change: inout PartHeader.BodyChange,
        _ carrier: MailCarrier
    ) throws(FormatError) -> [UInt8] {
        let isText = !bytes.contains(0)
        let safe: TransferEncoding = isText ? .quotedPrintable : .base64
        var target = encoding
        switch encoding {
        case .sevenBit: if !bytes.isASCII || !isText || Lines.areTooLong(bytes) { target = safe }
        case .eightBit: if !isText || Lines.areTooLong(bytes) { target = safe }
        case .quotedPrintable: if !isText || !EncodedWords.isText(bytes) { target = .base64 }
        case .binary, .base64, .uuencode: break
        }
        if needsBase64, target != .binary, target != .uuencode { target = .base64 }
        let old = carrier.source[body]
        var output = try target.encode(
            bytes,
            insteadOf: target == encoding ? old : [],
            ending: carrier.ending
        )
        if target != .base64, Multipart.isCut(output, by: boundaries) {
            target = .base64
            output = try target.encode(bytes, insteadOf: [], ending: carrier.ending)
        }
        if target != encoding { change.encoding = target }
        return output
    }

    /// A boundary that stands nowhere in the message; the stamp, which makes it so, is found once for
    /// all boundaries of it.
    private static func neutralBoundary(
        _ path: [Int],
        _ stamp: inout [UInt8]?,
        _ source: [UInt8]
    ) -> [UInt8] {
        var number = 0
        while stamp == nil {
            let lead = Array("=_biffure_\(number)_".utf8)
            if source.firstPlace(of: lead) == nil { stamp = lead }
            number += 1
        }
        return (stamp ?? []) + Array("\(path.map(String.init).joined(separator: "."))_".utf8)
    }
}
