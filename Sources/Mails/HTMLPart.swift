public import Formats

/// How a part that says it is HTML is opened, as `HTMLText` of `Formats` does it: a mail names the
/// charset, and may hold a fragment that nobody knows by its content.
///
/// - Parameters:
///   - bytes: The part without its transfer encoding.
///   - label: The charset that the bytes are in, in small letters; empty when it must be
///     recognised.
///   - opener: What opens the carriers in the page.
/// - Returns: nil to leave it to the readers that know formats by their content; when none does, the
///   mail is held.
public typealias HTMLOpening =
    @Sendable (
        _ bytes: [UInt8], _ label: String, _ opener: Opener
    ) throws(FormatError) -> (any Carrier)?
