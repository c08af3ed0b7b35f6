internal import Formats

/// The settings that LibreOffice starts with: nothing in a document runs, and nothing is fetched.
enum OfficeProfile {
    private static let values: [(path: String, name: String, value: String)] = [
        ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
        ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
        ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        ("org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ]

    /// Writes them where LibreOffice looks for them in the folder.
    static func write(in folder: borrowing PrivateFolder) throws(FormatError) {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry">

            """
        for (path, name, value) in values {
            text += """
                <item oor:path="/\(path)"><prop oor:name="\(name)" oor:op="fuse">\
                <value>\(value)</value></prop></item>

                """
        }
        text += "</oor:items>\n"
        try folder.makeFolder("profile")
        try folder.makeFolder("profile/user")
        try folder.write(Array(text.utf8), as: "profile/user/registrymodifications.xcu")
    }
}
