import Configurations
import Testing

/// What Postfix is told to do when no filter answers.
@Suite struct PostfixSettingsTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let fact: String
        let main: String
        var master: String?
        /// `main.cf:3`, or empty when nothing accepts.
        let place: String
        var testDescription: String { fact }

        init(_ fact: String, _ main: String, master: String? = nil, _ place: String) {
            self.fact = fact
            self.main = main
            self.master = master
            self.place = place
        }
    }

    static let main = [
        Row("nothing said", "myhostname = mairie.test\n", ""),
        Row("accept", "a = b\nmilter_default_action = accept\n", "main.cf:2"),
        Row("without blanks", "milter_default_action=accept", "main.cf:1"),
        Row("in capitals", "milter_default_action = ACCEPT", "main.cf:1"),
        Row("tempfail", "milter_default_action = tempfail", ""),
        Row("a longer word", "milter_default_action = accepted", ""),
        Row("a comment", "# milter_default_action = accept", ""),
        Row("a comment behind blanks", "a = b\n  # milter_default_action = accept", ""),
        Row("on the next line", "a = b\nmilter_default_action =\n\taccept\n", "main.cf:2"),
        Row(
            "behind a comment and a blank line",
            "milter_default_action =\n# rien\n\n   accept",
            "main.cf:1"
        ),
        Row(
            "the last one counts, and it accepts",
            "milter_default_action = tempfail\nmilter_default_action = accept",
            "main.cf:2"
        ),
        Row(
            "the last one counts, and it does not",
            "milter_default_action = accept\nmilter_default_action = tempfail",
            ""
        ),
        Row("a line that goes on with another", "a = b\n milter_default_action = accept", ""),
        Row("another parameter", "x_milter_default_action = accept", ""),
        Row("by a name", "action = accept\nmilter_default_action = $action", "main.cf:2"),
        Row("by a name in braces", "b = accept\nmilter_default_action = ${b}", "main.cf:2"),
        Row("by two names", "b = $c\nc = accept\nmilter_default_action = $b", "main.cf:3"),
        Row("names in a circle", "b = $c\nc = $b\nmilter_default_action = $b", ""),
        Row("lines of Windows", "milter_default_action = accept\r\na = b\r\n", "main.cf:1"),
    ]

    static let filters = [
        Row("a filter alone", "smtpd_milters = unix:/s", ""),
        Row("in braces", "smtpd_milters = {unix:/s,default_action=accept}", "main.cf:1"),
        Row(
            "in braces, with blanks, the second filter",
            "smtpd_milters = inet:127.0.0.1:1, { unix:/s, default_action = accept }",
            "main.cf:1"
        ),
        Row(
            "over three lines",
            "a = b\nsmtpd_milters =\n  { unix:/s,\n    default_action = Accept }",
            "main.cf:2"
        ),
        Row("in braces, tempfail", "smtpd_milters = { unix:/s, default_action=tempfail }", ""),
        Row(
            "in braces, not as the last setting",
            "smtpd_milters = {unix:/s, default_action=accept, content_timeout=5s}",
            "main.cf:1"
        ),
        Row(
            "mail of this machine",
            "non_smtpd_milters = {unix:/s, default_action=accept}",
            "main.cf:1"
        ),
        Row(
            "a filter by its name",
            "f = {unix:/s,default_action=accept}\nsmtpd_milters = $f",
            "main.cf:2"
        ),
        Row("a path that says it", "smtpd_milters = unix:/default_action=accept", ""),
        Row(
            "braces without an end",
            "smtpd_milters = {unix:/s, default_action=accept",
            "main.cf:1"
        ),
        Row("a definition that no list names", "f = {unix:/s,default_action=accept}", ""),
    ]

    static let services = [
        Row(
            "an option of a service",
            "",
            master: "smtp inet n - n - - smtpd\n  -o milter_default_action=accept\n",
            "master.cf:1"
        ),
        Row(
            "the second service",
            "",
            master: """
                # services
                smtp inet n - n - - smtpd
                submission inet n - n - - smtpd
                  -o smtpd_milters={unix:/s,default_action=accept}
                """,
            "master.cf:3"
        ),
        Row(
            "an option in braces",
            "",
            master: "smtp inet n - n - - smtpd\n -o { milter_default_action = accept }",
            "master.cf:1"
        ),
        Row(
            "an option glued to its letter",
            "",
            master: "smtp inet n - n - - smtpd\n -omilter_default_action=accept",
            "master.cf:1"
        ),
        Row(
            "an option by a name of main.cf",
            "a = accept",
            master: "smtp inet n - n - - smtpd\n -o milter_default_action=$a",
            "master.cf:1"
        ),
        Row(
            "main.cf before master.cf",
            "milter_default_action = accept",
            master: "smtp inet n - n - - smtpd\n -o milter_default_action=accept",
            "main.cf:1"
        ),
        Row(
            "a service that does not",
            "milter_default_action = tempfail",
            master: "smtp inet n - n - - smtpd\n -o milter_default_action=quarantine",
            ""
        ),
        Row(
            "an option that is commented out",
            "",
            master: "smtp inet n - n - - smtpd\n# -o milter_default_action=accept",
            ""
        ),
    ]

    @Test(arguments: main + filters + services)
    func acceptIsFoundWhereItStands(_ row: Row) {
        let place = PostfixSettings.acceptsByDefault(mainCF: row.main, masterCF: row.master)
        #expect((place.map { "\($0.file.rawValue):\($0.line)" } ?? "") == row.place)
    }
}
