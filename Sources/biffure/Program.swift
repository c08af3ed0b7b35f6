import Commands

/// The pipe.
@main
enum Program {
    static func main() { BiffureCommand.runAndExit() }
}
