import Foundation
import Glibc
import TestSupport

/// What programs do that speak to the daemon.
extension UnixClient {
    /// What comes in one piece.
    func answer(to bytes: [UInt8]) throws -> [UInt8] {
        try write(bytes)
        return read()
    }

    /// All that comes until the other end closes.
    func rest() -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let bytes = read()
            if bytes.isEmpty { return all }
            all += bytes
        }
    }

    /// Says all, says that it is all, and reads all.
    func exchange(_ bytes: [UInt8]) -> [UInt8] {
        let writer = Thread { [self] in
            try? write(bytes)
            end()
        }
        writer.start()
        return rest()
    }
}

/// A mail server that takes one mail.
///
/// `@unchecked` is right since `text` is touched by the thread that serves until `done` is signalled,
/// and by ``said()`` after that.
final class MailServer: @unchecked Sendable {
    let port: Int
    private let listening: Int32
    private var text: [UInt8] = []
    private let done = DispatchSemaphore(value: 0)

    private let isBreakingOff: Bool

    /// A server; one that breaks off goes away once it has the mail, without a word.
    init(isBreakingOff: Bool = false) throws {
        self.isBreakingOff = isBreakingOff
        listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listening
        let answer = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) | listen(descriptor, 1)
                    | getsockname(descriptor, $0, &size)
            }
        }
        guard answer == 0 else { throw UnixClient.Closed() }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread { [self] in serve() }.start()
    }

    deinit { close(listening) }

    /// What the client said, once it has gone.
    func said() -> String {
        done.wait()
        return String(decoding: text, as: UTF8.self)
    }

    private func serve() {
        let client = accept(listening, nil, nil)
        func say(_ line: String) { _ = Glibc.write(client, line + "\r\n", line.utf8.count + 2) }
        say("220 passerelle.mairie.test ESMTP")
        var isTaking = false
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while Glibc.read(client, &byte, 1) == 1 {
            text.append(byte)
            line.append(byte)
            guard byte == 0x0A else { continue }
            let words = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
            line = []
            if isTaking {
                if words == ".", isBreakingOff { break }
                if words == "." {
                    isTaking = false
                    say("250 2.0.0 Ok")
                }
            } else if words == "DATA" {
                isTaking = true
                say("354 go on")
            } else if words == "QUIT" {
                say("221 bye")
                break
            } else {
                say("250 Ok")
            }
        }
        close(client)
        done.signal()
    }
}
