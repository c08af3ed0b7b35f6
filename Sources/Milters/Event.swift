/// What the MTA tells a filter: the command byte of a frame.
///
/// Source: MAIL.md section 2; `libmilter/mfdef.h` of sendmail 8.17.
public enum Event: UInt8, Hashable, Sendable {
    /// `O`: what the MTA can do; the first frame of a connection.
    case negotiate = 0x4F
    /// `D`: macros for the event that follows; it never gets a reply.
    case macros = 0x44
    /// `C`: an SMTP client has connected.
    case connect = 0x43
    /// `H`: HELO or EHLO.
    case helo = 0x48
    /// `M`: MAIL FROM, the start of a message.
    case mail = 0x4D
    /// `R`: RCPT TO.
    case recipient = 0x52
    /// `T`: DATA.
    case data = 0x54
    /// `U`: a command that the MTA does not know.
    case unknown = 0x55
    /// `L`: a header field.
    case field = 0x4C
    /// `N`: the end of the header.
    case endOfFields = 0x4E
    /// `B`: a chunk of the body.
    case body = 0x42
    /// `E`: the end of the message, the only event with a verdict.
    case endOfMessage = 0x45
    /// `A`: the message is given up, the connection stays.
    case abort = 0x41
    /// `Q`: the end of the connection.
    case quit = 0x51
    /// `K`: the end of the session; another one follows on the same connection.
    case quitNew = 0x4B
}
