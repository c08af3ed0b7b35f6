internal import Documents
internal import Formats

/// Opens a message and all that stands in it, in reading order.
struct MailBuilder {
    let opener: Opener
    let html: HTMLOpening
    /// How many parts all messages have so far.
    private var parts = 0
    /// Identifiers that stand in the mail.
    private var ids = MessageIDs()

    init(opener: Opener, html: @escaping HTMLOpening) {
        self.opener = opener
        self.html = html
    }

    /// Where a part stands: its number at each level.
    typealias Path = [Int]

    /// A part that is being opened.
    struct Place {
        let path: Path
        /// The boundaries of the multiparts around it, in the same message.
        var boundaries: [[UInt8]] = []
        /// What it is when it does not say.
        var type = "text/plain"
        let opener: Opener

        var name: String { path.isEmpty ? "corps" : MailBuilder.name(path) }
    }

    private static func name(_ path: Path) -> String {
        "partie " + path.map(String.init).joined(separator: ".")
    }

    /// Opens the message that all is in.
    mutating func message(_ bytes: [UInt8], path: Path) throws(FormatError) -> MailCarrier {
        var carrier = try message(bytes, path, opener)
        carrier.ids = ids
        return carrier
    }

    /// Opens a message that may be in another one.
    mutating func message(
        _ bytes: [UInt8],
        _ path: Path,
        _ opener: Opener
    ) throws(FormatError) -> MailCarrier {
        var carrier = MailCarrier(bytes)
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let name = path.isEmpty ? "en-tête" : Self.name(path) + ", en-tête"
        if bytes[start...].starts(with: "From ".utf8) {
            let feed = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = start..<min(feed + 1, bytes.count)
            try carrier.addEnvelope(line, part: name)
            start = line.upperBound
            if Self.holdsSeveral(bytes, from: start) {
                carrier.obstacles.append(Obstacle(.unknown, in: name))
            }
        }
        let block = try HeaderBlock(bytes, in: start..<bytes.count, part: name)
        let header = try PartHeader(
            bytes,
            block,
            isMessage: true,
            part: name,
            isCorrespondent: opener.isCorrespondent
        )
        carrier.mark = header.mark(bytes)
        try add(header, start..<bytes.count, Place(path: path, opener: opener), to: &carrier)
        return carrier
    }

    /// Whether another message follows in a mail box.
    private static func holdsSeveral(_ bytes: [UInt8], from start: Int) -> Bool {
        let lead = Array("From ".utf8)
        return bytes.withUnsafeBufferPointer { bytes in
            var position = start
            var isEmptyBefore = false
            while position < bytes.count {
                let (stop, next) = Lines.end(from: position, bytes, limit: bytes.count)
                if isEmptyBefore, bytes[position..<stop].starts(with: lead) { return true }
                isEmptyBefore = stop == position
                position = next
            }
            return false
        }
    }

    // MARK: Parts

    /// Opens a part whose header was read.
    private mutating func add(
        _ header: PartHeader,
        _ range: Range<Int>,
        _ place: Place,
        to carrier: inout MailCarrier
    ) throws(FormatError) {
        parts += 1
        guard parts <= MailReader.maximumParts else { throw FormatError(.bomb, in: place.name) }
        for (_, places) in header.identifiers {
            for id in places { ids.add(Array(carrier.source[id])) }
        }
        let bytes = carrier.source
        let type = header.contentType.map { $0.main.isEmpty ? place.type : $0.main } ?? place.type
        let body = header.block.bodyStart..<range.upperBound
        let encoding = try header.encoding(bytes)
        guard Self.isType(type) else {
            throw FormatError(.damaged, at: header.block.start, in: place.name)
        }
        if type.hasPrefix("multipart/") {
            guard encoding?.isIdentity == true else {
                throw FormatError(.damaged, at: body.lowerBound, in: place.name)
            }
            try addMultipart(header, type, body, place, to: &carrier)
            return
        }
        var place = place
        if carrier.hasHeader == false, !place.path.isEmpty {
            // the one body of a message in a message
            place = Place(
                path: place.path + [1],
                boundaries: place.boundaries,
                type: place.type,
                opener: place.opener
            )
        }
        var content = MailCarrier.Content(
            body: body,
            encoding: encoding ?? .binary,
            boundaries: place.boundaries
        )
        if body.isEmpty {
            carrier.add(header, content, part: header.part)
            return
        }
        guard encoding != nil else {
            carrier.add(header, content, part: header.part)
            carrier.obstacles.append(Obstacle(.unknown, in: place.name))
            return
        }
        do throws(FormatError) {
            content.kind = try self.content(header, type, content, bytes, place, &carrier)
        } catch {
            guard let obstacle = Self.obstacle(of: error, in: place.name) else { throw error }
            carrier.obstacles.append(obstacle)
        }
        carrier.add(header, content, part: place.name)
    }

    /// « type/subtype », or a type alone as old programs write it.
    private static func isType(_ type: String) -> Bool {
        if type == "text" { return true }
        let halves = type.split(separator: "/", omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty }
    }

    /// What an error in a part is for the mail: whatever cannot be read in it holds it.
    private static func obstacle(of error: FormatError, in part: String) -> Obstacle? {
        if let obstacle = error.obstacle {
            return Obstacle(
                obstacle.kind,
                in: obstacle.part.isEmpty || obstacle.part == part
                    ? part : "\(part), \(obstacle.part)"
            )
        }
        return nil
    }

    private mutating func addMultipart(
        _ header: PartHeader,
        _ type: String,
        _ body: Range<Int>,
        _ place: Place,
        to carrier: inout MailCarrier
    ) throws(FormatError) {
        let name = place.name
        guard let boundary = try header.contentType?.only("boundary", part: name)?.value,
            Self.isBoundary(boundary),
            !place.boundaries.contains(where: {
                $0.starts(with: boundary) || boundary.starts(with: $0)
            })
        else { throw FormatError(.damaged, at: header.block.start, in: name) }
        guard place.boundaries.count < Opener.maximumDepth else {
            throw FormatError(.nestedTooDeep, at: body.lowerBound, in: name)
        }
        let multipart = try Multipart(
            carrier.source,
            body,
            boundary: boundary,
            isWhole: place.boundaries.isEmpty,
            limit: MailReader.maximumParts,
            part: name
        )
        var content = MailCarrier.Content(
            body: body,
            encoding: .binary,
            boundaries: place.boundaries
        )
        content.kind = .multipart(boundary, multipart.boundaries, path: place.path)
        carrier.add(header, content, part: header.part)
        if type == "multipart/signed" { carrier.obstacles.append(Obstacle(.signed, in: name)) }
        if type == "multipart/encrypted" {
            carrier.obstacles.append(Obstacle(.encrypted, in: name))
            return
        }
        try carrier.addProse(multipart.preamble, part: name)
        for (number, range) in multipart.parts.enumerated() {
            let path = place.path + [number + 1]
            let block = try HeaderBlock(carrier.source, in: range, part: Self.name(path))
            try add(
                PartHeader(
                    carrier.source,
                    block,
                    isMessage: false,
                    part: Self.name(path)
                ),
                range,
                Place(
                    path: path,
                    boundaries: place.boundaries + [boundary],
                    type: type == "multipart/digest" ? "message/rfc822" : "text/plain",
                    opener: place.opener
                ),
                to: &carrier
            )
        }
        try carrier.addProse(multipart.epilogue, part: name)
    }

    private static func isBoundary(_ boundary: [UInt8]) -> Bool {
        (1...200).contains(boundary.count) && boundary.allSatisfy { (0x20...0x7E).contains($0) }
            && boundary.last != 0x20 && boundary.first != 0x20
    }
}
