import Foundation

@main
enum Benchmarks {
    static func main() throws {
        let options = Options(Array(CommandLine.arguments.dropFirst()))
        let wordings = try Wordings(folder: options.root + "/texts")
        if options.writesNotes {
            let corpus = Corpus(wordings, seed: options.seed, bytes: options.slice * 1_000_000)
            for (id, note) in corpus.notes.enumerated() {
                FileHandle.standardOutput.write(Data(note.record(id)))
            }
            return
        }
        let line = try Line(options.lexicon)
        let corpus = Corpus(wordings, seed: options.seed, bytes: options.slice * 1_000_000)
        print(corpus.density)
        let planting = try Planting(corpus.notes, line)
        print(planting.notes, planting.notesAsPlanted, planting.names, planting.namesFound, planting.namesBeside)
        for difference in planting.differences {
            print(difference.isPlanted ? "-" : "+", difference.name, "|", difference.line)
        }
        print(corpus.notes.reduce(0) { $0 + $1.edits }, try line.edits(corpus.notes, for: "gt-thematique"))
    }
}
