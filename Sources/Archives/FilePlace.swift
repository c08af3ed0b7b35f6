internal import Glibc

/// Where files stand once links are resolved: by it is told what stands in what.
enum FilePlace {
    /// The path of what is there, links resolved; nil for nothing.
    static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The real path of what is there, or will be: links resolved as far as there is something.
    static func of(_ path: String) -> String? {
        if let real = real(path) { return real }
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let last = parts.last else { return nil }
        let parent = path.hasPrefix("/") ? "/" : "."
        let above =
            parts.count > 1
            ? (path.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/") : parent
        return of(above).map { $0 == "/" ? "/\(last)" : "\($0)/\(last)" }
    }

    /// Whether one real path is another one or stands in it.
    static func holds(_ folder: String, _ path: String) -> Bool {
        path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
    }
}
