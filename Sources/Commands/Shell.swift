public import ArgumentParser
import Glibc
import Messages

/// What a program tells the shell at its end.
public enum Shell {
    /// Runs a program and ends the process with its exit code.
    ///
    /// - Parameters:
    ///   - root: The command that stands for the program in help and errors.
    ///   - body: What the program does.
    public static func run(_ root: any ParsableCommand.Type, _ body: () throws -> Void) -> Never {
        Crash.keepSilent()
        do {
            try body()
            Glibc.exit(Messages.ExitCode.done.rawValue)
        } catch {
            end(with: error, root, name: "biffure")
        }
    }

    /// Ends the process with what an error says, in French.
    ///
    /// - Parameters:
    ///   - error: A message, an exit code, or what the option parser says.
    ///   - root: The command that stands for the program in help and errors.
    ///   - name: What stands before the message.
    public static func end(
        with error: any Error,
        _ root: any ParsableCommand.Type,
        name: String
    ) -> Never {
        if let message = error as? Message {
            Files.say("\(name) : \(message.text)")
            Glibc.exit(message.code.rawValue)
        }
        if let code = error as? ArgumentParser.ExitCode { Glibc.exit(code.rawValue) }
        let code = root.exitCode(for: error).rawValue
        let text = Usage.french(root.fullMessage(for: error))
        if code == 0 {
            try? Files.write(Array((text + "\n").utf8))
        } else {
            Files.say("\(name) : \(text)")
        }
        Glibc.exit(code == 0 ? 0 : Messages.ExitCode.usage.rawValue)
    }
}
