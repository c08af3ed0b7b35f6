/// Why a mail cannot be said in SMTP at all; it holds no address.
public struct SubmissionError: Error, Hashable, Sendable {
    /// What failed: each door answers each case.
    public enum Code: String, Sendable, CaseIterable {
        /// An address with a control character, a blank or an angle bracket, or longer than 320 bytes.
        case badAddress
        /// Nobody is to receive it.
        case noRecipient
        /// The name of this machine is none.
        case badName
    }
    /// What failed.
    public let code: Code

    /// An error.
    public init(_ code: Code) {
        self.code = code
    }
}
