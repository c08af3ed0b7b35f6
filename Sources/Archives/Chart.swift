/// Charts as pictures inside a page (SVG): no script, nothing from elsewhere.
enum Chart {
    /// A part of a bar.
    struct Share {
        let name: String
        let value: Int
        let colour: String
    }

    /// The colours of levels and decisions: told apart also without colours by their order and by the
    /// numbers beside.
    static let colours = [
        "public": "#4f7f5b", "confidentiel": "#d39b2f", "secret": "#a33b3b", "": "#8a8f98",
        "copied": "#4f7f5b", "filtered": "#3c6e9f", "held": "#a33b3b", "skipped": "#8a8f98",
    ]

    /// Bars that lie, one for each row, each cut to shares.
    ///
    /// - Parameter rows: The label of each bar and its shares, from left to right.
    /// - Returns: The picture as an element of a page.
    static func bars(_ rows: [(label: String, shares: [Share])]) -> String {
        let most = max(1, rows.map { row in row.shares.reduce(0) { $0 + $1.value } }.max() ?? 1)
        let longest = rows.map(\.label.count).max() ?? 0
        let (height, left, width) = (24, max(140, longest * 7 + 16), 480)
        var svg = svgStart(width: left + width + 90, height: rows.count * (height + 6) + 4)
        for (index, row) in rows.enumerated() {
            let y = index * (height + 6) + 2
            svg += text(row.label, x: left - 8, y: y + 17, anchor: "end")
            var x = Double(left)
            var total = 0
            for share in row.shares where share.value > 0 {
                let size = Double(share.value) / Double(most) * Double(width)
                svg += "<rect x=\"\(short(x))\" y=\"\(y)\" width=\"\(short(max(1, size)))\" "
                svg +=
                    "height=\"\(height)\" fill=\"\(share.colour)\"><title>\(escaped(share.name)) : "
                svg += "\(grouped(share.value))</title></rect>"
                x += max(1, size)
                total += share.value
            }
            svg += text(grouped(total), x: Int(x) + 6, y: y + 17, anchor: "start")
        }
        return svg + "</svg>"
    }

    /// Columns that stand, one for each year or decade, each cut to shares.
    static func columns(_ columns: [(label: String, shares: [Share])]) -> String {
        guard !columns.isEmpty else { return "" }
        let most = max(
            1,
            columns.map { column in column.shares.reduce(0) { $0 + $1.value } }.max() ?? 1
        )
        let (height, width) = (220, 880)
        let step = min(64, max(8, width / columns.count))
        var svg = svgStart(width: step * columns.count + 60, height: height + 60)
        svg += "<line x1=\"40\" y1=\"\(height + 10)\" x2=\"\(step * columns.count + 50)\" "
        svg += "y2=\"\(height + 10)\" stroke=\"#444\"/>"
        svg += text(grouped(most), x: 36, y: 16, anchor: "end")
        svg += text("0", x: 36, y: height + 14, anchor: "end")
        let every = max(1, 40 / step)
        for (index, column) in columns.enumerated() {
            let x = 44 + index * step
            var y = Double(height + 10)
            for share in column.shares where share.value > 0 {
                let size = max(1, Double(share.value) / Double(most) * Double(height))
                y -= size
                svg += "<rect x=\"\(x)\" y=\"\(short(y))\" width=\"\(max(4, step - 4))\" "
                svg +=
                    "height=\"\(short(size))\" fill=\"\(share.colour)\"><title>\(escaped(column.label))"
                svg += ", \(escaped(share.name)) : \(grouped(share.value))</title></rect>"
            }
            if index % every == 0 {
                svg += text(column.label, x: x + step / 2 - 2, y: height + 28, anchor: "middle")
            }
        }
        return svg + "</svg>"
    }

    /// What the colours mean.
    static func legend(_ shares: [Share]) -> String {
        "<p class=\"legende\">"
            + shares.map { share in
                "<span><i style=\"background:\(share.colour)\"></i>\(escaped(share.name))</span>"
            }.joined()
            + "</p>"
    }

    /// A number with narrow blanks between thousands, as French is written.
    static func grouped(_ number: Int) -> String {
        var digits = Array("\(number)")
        var output: [Character] = []
        while digits.count > 3 {
            output = ["\u{202F}"] + digits.suffix(3) + output
            digits.removeLast(3)
        }
        return String(digits + output)
    }

    /// Text inside a page.
    static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    private static func svgStart(width: Int, height: Int) -> String {
        "<svg viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" role=\"img\" "
            + "xmlns=\"http://www.w3.org/2000/svg\">"
    }

    private static func text(_ text: String, x: Int, y: Int, anchor: String) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(escaped(text))</text>"
    }

    /// A length with one digit behind the point.
    private static func short(_ number: Double) -> String {
        "\((number * 10).rounded() / 10)"
    }
}
