public import Formats

/// How the text of an HTML part is opened when no reader of the program knows it by its content: a
/// fragment without `<html>`.
///
/// - Parameters:
///   - bytes: The part without its transfer encoding.
///   - label: The charset that the part names, in small letters; empty for none.
/// - Returns: nil when nothing reads HTML: the mail is then held.
public typealias HTMLOpening =
    @Sendable (
        _ bytes: [UInt8], _ label: String, _ opener: Opener
    ) throws(FormatError) -> (any Carrier)?
