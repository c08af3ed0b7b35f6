/// A value that shows its type alone when it is printed, so that no log can hold what is in it.
public protocol Unprinted: CustomStringConvertible, CustomReflectable {}

extension Unprinted {
    /// The name of the type.
    public var description: String { "\(Self.self)" }
    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
