import TestSupport
import Testing
import Tokens

@testable import Lexicons

/// The compiled lexicon of the repository knows each form of its tables and of the dictionary.
@Suite struct LookUpTests {
    /// Rows that match nothing today; the set fails too when one of them is found.
    ///
    /// A text's degree, percent, plus and ampersand signs are tokens; a form keeps them in its word.
    static let known: Set<String> = [
        "persons/fields: cas n°",
        "persons/fields: dossier n°",
        "persons/fields: n° de {téléphone|portable|mobile|tél}",
        "persons/fields: n° et rue",
        "persons/fields: n° {tél|téléphone|portable}",
        "persons/fields: situation n°",
        "places/institutions: C&A",
        "places/institutions: Canal+",
        "places/institutions: H&M",
        "places/institutions: REP+",
        "secrets/addiction: OH {+++|chronique}",
        "contexts/generic: % {des|de la population|de jeunes|de femmes|de mineurs|d'hommes|d'élèves"
            + "|sont|ont}",
    ]

    /// The first and the last variant of each form, written out, with the row that it comes from.
    @Test func everyFormOfEveryTableIsFound() throws {
        let lexicon = try TestLexicon.shared()
        let tables = try TestLexicon.tables().sorted { $0.table.rawValue < $1.table.rawValue }
        let rows = tables.flatMap { file in file.rows.map { (file.table, $0) } }
        #expect(lexicon.rowCount == rows.count)
        var texts: [String] = []
        var wanted: [Int] = []
        for (number, (table, row)) in rows.enumerated() where table.isMatched {
            let variants = FormPattern.variants(of: row.form) ?? []
            let ends = Set([variants.first, variants.last].compactMap(\.self))
            texts += ends.map(Self.text)
            wanted += ends.map { _ in number }
        }
        var missing: [String] = []
        for start in stride(from: 0, to: texts.count, by: 4_000) {
            let slice = start..<min(start + 4_000, texts.count)
            var found = Set<String>()
            // the apostrophe of « dit l' » needs a word behind it
            let typed = texts[slice].map { $0.hasSuffix("'") ? $0 + "Xqz" : $0 }
            for match in try matches(lexicon, in: typed) {
                found.insert("\(match.row) \(match.words)")
            }
            missing += slice.filter { !found.contains("\(wanted[$0]) \(texts[$0])") }.map {
                "\(rows[wanted[$0]].0.path): \(rows[wanted[$0]].1.form)"
            }
        }
        #expect(Set(missing) == Self.known)
    }

    /// A form as somebody would type it; an acronym in capitals.
    private static func text(of steps: [FormPattern.Step]) -> String {
        var text = ""
        var isAcronym = false
        for case .word(let key, let isCaps) in steps {
            if !text.isEmpty, text.last != "'" { text += " " }
            text += String(decoding: key, as: UTF8.self)
            isAcronym = isAcronym || isCaps
        }
        return isAcronym ? text.uppercased() : text
    }

    @Test func anUnknownWordIsZero() throws {
        let lexicon = try TestLexicon.shared()
        #expect(lexicon.word(WordKey.of("xqzzyk")) == 0)
        #expect(lexicon.word([]) == 0)
        #expect(lexicon.classes(0) == [])
        #expect(lexicon.grammar(0) == [])
    }

    @Test func unaccentedFormsCarryTheirClasses() throws {
        let lexicon = try TestLexicon.shared()
        for name in ["hélène", "jérôme", "françois", "zoé"] {
            let key = WordKey.of(name)
            let plain = lexicon.classes(lexicon.word(WordKey.withoutAccents(key)))
            #expect(!plain.isDisjoint(with: .anyFirstName), "\(name) without accents")
            #expect(plain.isSuperset(of: lexicon.classes(lexicon.word(key))), "\(name)")
        }
    }

    @Test func aFormWithoutAccentsThatIsAnotherWordStaysThatWord() throws {
        let lexicon = try TestLexicon.shared()
        let place = lexicon.grammar(lexicon.word(WordKey.of("place")))
        #expect(place.contains(.exact))
        #expect(!place.contains(.unaccented))
        #expect(place.contains(.noun))
        let placed = lexicon.grammar(lexicon.word(WordKey.of("placé")))
        #expect(placed.contains(.participle))
    }

    @Test func theDictionaryTellsPartsOfSpeech() throws {
        let lexicon = try TestLexicon.shared()
        func grammar(_ word: String) -> Grammar { lexicon.grammar(lexicon.word(WordKey.of(word))) }
        #expect(grammar("réunion").contains(.noun))
        #expect(grammar("réunions").contains(.plural))
        #expect(!grammar("réunion").contains(.plural))
        #expect(grammar("manger").contains(.infinitive))
        #expect(grammar("mangeait").contains(.verb))
        #expect(grammar("dans").contains(.grammatical))
    }
}

/// The reader of the French dictionary.
@Suite struct HunspellDictionaryTests {
    static func forms() throws -> [String: Grammar] {
        var forms: [String: Grammar] = [:]
        let dictionary = try HunspellDictionary(affix: SmallLexicon.affix)
        dictionary.forEachForm(of: SmallLexicon.dictionary) { form, grammar in
            forms[String(decoding: form, as: UTF8.self), default: []].formUnion(grammar)
        }
        return forms
    }

    @Test func suffixesAreExpanded() throws {
        let forms = try Self.forms()
        #expect(forms["chats"] == [.noun, .plural])
        #expect(forms["chat"] == [.noun])
        #expect(forms["placé"] == [.participle])
        #expect(forms["place"]?.isSuperset(of: [.noun, .verb]) == true)
    }

    @Test func aConditionKeepsASuffixAway() throws {
        #expect(try Self.forms()["ass"] == nil)
    }

    @Test func aPartMarkedForNamesIsKept() throws {
        let forms = try Self.forms()
        #expect(forms["Nadia"] == [.firstName])
        #expect(forms["Melun"] == [.properNoun])
    }

    @Test func anotherVariantIsRefused() {
        #expect(throws: LexiconError(code: .badDictionary, word: HunspellDictionary.variant)) {
            try HunspellDictionary(affix: "SET UTF-8\nFLAG long\n")
        }
    }
}
