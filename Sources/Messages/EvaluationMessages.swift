public import Evaluations

extension Message {
    /// What is wrong with an annotated note: file, line and what to do, without a word of it.
    public init(_ fault: AnnotationFault) {
        let tag = "« <\(fault.tag)> »"
        let text =
            switch fault.code {
            case .badText: "ce n'est pas de l'UTF-8"
            case .unknownTag: "balise inconnue (voir la liste : biffure evaluate --help)"
            case .passageInPassage: "\(tag) s'ouvre dans un autre passage"
            case .spanInSpan: "\(tag) s'ouvre dans une autre balise"
            case .closesNothing: "« </\(fault.tag)> » ne ferme pas la dernière balise ouverte"
            case .neverClosed: "\(tag) n'est jamais fermée"
            case .blankSpan: "\(tag) est vide, ou commence ou finit par un blanc"
            case .badRecord: "ce n'est pas un objet JSON avec un « text »"
            case .badPosition:
                "« spans », « passages » ou « level » manque, n'a pas la forme voulue ou sort du texte"
            }
        self.init("\(fault.file), ligne \(fault.line) : \(text)", .data)
    }
}
