import Testing

@testable import Lexicons

/// The pattern syntax of the column `form`.
@Suite struct FormPatternTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let form: String
        let variants: [String]?
        var testDescription: String { form }

        init(_ form: String, _ variants: [String]?) {
            self.form = form
            self.variants = variants
        }
    }

    static let rows = [
        Row("chat", ["chat"]),
        Row("suivi(e)(s)", ["suivi", "suivis", "suivie", "suivies"]),
        Row("dépressi{f|ve|fs|ves}", ["dépressif", "dépressive", "dépressifs", "dépressives"]),
        Row("{est|a été} placé", ["est placé", "a été placé"]),
        Row("(très )malade", ["malade", "très malade"]),
        Row("(a(b))c", ["c", "ac", "abc"]),
        Row("{a|b(c)} d", ["a d", "b d", "bc d"]),
        Row("prend .. cachets", ["prend .. cachets"]),
        Row("mise à l'abri", ["mise à l' abri"]),
        Row("mise à l’abri", ["mise à l' abri"]),
        Row("sous-préfet", ["sous préfet"]),
        Row("C.M.P.", ["c m p"]),
        Row("cœur", ["coeur"]),
        Row("deux  blancs", ["deux blancs"]),
        Row("A(A)", ["a", "aa"]),
        Row("(a", nil),
        Row("a)", nil),
        Row("{a|b", nil),
        Row("a}", nil),
        Row("a|b", nil),
        Row(".. cachets", nil),
        Row("prend ..", nil),
        Row("", nil),
        Row("-", nil),
        Row(String(repeating: "(a)", count: 12), nil),
    ]

    @Test(arguments: rows)
    func aFormStandsForItsVariants(_ row: Row) {
        let variants = FormPattern.variants(of: row.form)?.map { steps in
            steps.map { step in
                switch step {
                case .gap: ".."
                case .word(let key, _): String(decoding: key, as: UTF8.self)
                }
            }.joined(separator: " ")
        }
        #expect(variants == row.variants)
    }

    @Test(arguments: [
        "CMP": true, "AAH": true, "Cmp": false, "cmp": false, "A": false, "M3": false,
    ])
    func twoCapitalsAreAnAcronym(_ form: String, isAcronym: Bool) throws {
        let steps = try #require(FormPattern.variants(of: form)?.first)
        #expect(steps == [.word(key: Array(form.lowercased().utf8), isAcronym: isAcronym)])
    }
}
