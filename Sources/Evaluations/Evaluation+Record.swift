internal import Decisions
internal import Levels
internal import Records

extension Evaluation {
    /// All figures as one JSON object on one line, without line end and without words of notes.
    ///
    /// `null` stands where there was nothing to count. `pieces` and `levels` say how often the
    /// inner level was found where the outer one is right.
    public func line() -> [UInt8] {
        var members = (figures + outgoingFigures).map { figure in
            let value: String
            if case .count(let count) = figure.value {
                value = "\(count)"
            } else {
                value = figure.number.map { "\($0)" } ?? "null"
            }
            return JSONLine.quoted(figure.key.utf8) + Array(":\(value)".utf8)
        }
        if let audience {
            members.append(Array("\"audience\":".utf8) + JSONLine.quoted(audience.id.utf8))
        }
        members.append(Array("\"pieces\":".utf8) + Self.object(pieces))
        members.append(Array("\"levels\":".utf8) + Self.object(levels))
        return [0x7B] + Array(members.joined(separator: [0x2C])) + [0x7D]
    }

    private static func object(_ confusion: Confusion) -> [UInt8] {
        let rows = Level.allCases.map { wanted in
            let cells = Level.allCases.map {
                "\"\($0.name)\":\(confusion[wanted: wanted, found: $0])"
            }
            return "\"\(wanted.name)\":{\(cells.joined(separator: ","))}"
        }
        return Array("{\(rows.joined(separator: ","))}".utf8)
    }
}
