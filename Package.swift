// swift-tools-version: 6.2
import PackageDescription

let modern: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The line in its order: each target is named after what it yields.
let package = Package(
    name: "biffure",
    products: [
        .executable(name: "biffure", targets: ["biffure"]),
        .executable(name: "biffure-keyed", targets: ["biffure-keyed"]),
        .executable(name: "biffured", targets: ["biffured"]),
        .executable(name: "biffure-archive", targets: ["biffure-archive"]),
        .executable(name: "biffure-documents", targets: ["biffure-documents"]),
        // for Benchmarks/
        .library(name: "Pipeline", targets: ["Pipeline", "Decisions", "Lexicons"]),
        .library(name: "Tokens", targets: ["Tokens", "CICU"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // libicu, and the few calls that we use
        .systemLibrary(
            name: "CLibICU",
            pkgConfig: "icu-uc",
            providers: [.apt(["libicu-dev"])]
        ),
        .target(name: "CICU", dependencies: ["CLibICU"]),
        // a note as text, blocks and edits
        .target(name: "Documents", swiftSettings: modern),
        // bytes to document, edits to bytes
        .target(name: "Formats", dependencies: ["Documents", "CICU"], swiftSettings: modern),
        // document to words and passages
        .target(name: "Tokens", dependencies: ["Documents", "CICU"], swiftSettings: modern),
        // what is known about words
        .target(name: "Lexicons", dependencies: ["Tokens"], swiftSettings: modern),
        // who and what is spoken of
        .target(
            name: "Mentions",
            dependencies: ["Documents", "Tokens", "Lexicons"],
            swiftSettings: modern
        ),
        // public, confidentiel or secret
        .target(
            name: "Levels",
            dependencies: ["Documents", "Tokens", "Mentions", "Lexicons"],
            swiftSettings: modern
        ),
        // audience against level
        .target(
            name: "Decisions",
            dependencies: ["Documents", "Mentions", "Levels", "Lexicons"],
            swiftSettings: modern
        ),
        // decisions to edits
        .target(
            name: "Redactions",
            dependencies: ["Documents", "Mentions", "Levels", "Decisions"],
            swiftSettings: modern
        ),
        // the line assembled
        .target(
            name: "Pipeline",
            dependencies: [
                "Documents", "Formats", "Tokens", "Lexicons", "Mentions", "Levels", "Decisions",
                "Redactions",
            ],
            swiftSettings: modern
        ),
        // JSON lines
        .target(
            name: "Records",
            dependencies: ["Decisions", "Mentions", "Levels", "Pipeline"],
            swiftSettings: modern
        ),
        // notes cut from a stream, and workers that keep their order
        .target(name: "Streams", swiftSettings: modern),
        // figures against annotated notes
        .target(
            name: "Evaluations",
            dependencies: ["CICU", "Decisions", "Levels", "Mentions", "Pipeline", "Records"],
            swiftSettings: modern
        ),
        // what people are told
        .target(
            name: "Messages",
            dependencies: [
                "Documents", "Formats", "Lexicons", "Mentions", "Levels", "Decisions", "Pipeline",
                "Streams", "Evaluations",
            ],
            swiftSettings: modern
        ),
        // calls of Linux that Swift cannot see
        .target(name: "CProcess"),
        // the service manager, and sockets
        .target(name: "Services", swiftSettings: modern),
        // the commands of the shell
        .target(
            name: "Commands",
            dependencies: [
                "CProcess",
                "Documents", "Formats", "Lexicons", "Mentions", "Levels", "Decisions", "Redactions",
                "Pipeline", "Records", "Streams", "Evaluations", "Messages", "Services",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: modern
        ),
        // keyed pseudonyms
        .target(
            name: "Pseudonyms",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: modern
        ),
        // key files, for the programs with cryptography
        .target(
            name: "Keys",
            dependencies: ["Commands", "Messages", "Pseudonyms"],
            swiftSettings: modern
        ),
        // libzip, libxml2, gmime, and the few calls that we use
        .systemLibrary(
            name: "CLibZip",
            pkgConfig: "libzip",
            providers: [.apt(["libzip-dev"])]
        ),
        .target(name: "CZip", dependencies: ["CLibZip"]),
        .systemLibrary(
            name: "CLibXML",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]
        ),
        .target(name: "CXML", dependencies: ["CLibXML"]),
        .systemLibrary(
            name: "CLibGMime",
            pkgConfig: "gmime-3.0",
            providers: [.apt(["libgmime-3.0-dev"])]
        ),
        .target(name: "CMIME", dependencies: ["CLibGMime"]),
        // docx, odt, xlsx, ods, zip
        .target(
            name: "Packages",
            dependencies: ["Documents", "Formats", "CZip", "CXML"],
            swiftSettings: modern
        ),
        // internet messages
        .target(
            name: "Mails",
            dependencies: ["Documents", "Formats", "CICU", "CMIME"],
            swiftSettings: modern
        ),
        // what other programs read for us: pdf, doc, rtf, msg
        .target(
            name: "Conversions",
            dependencies: ["Documents", "Formats", "CProcess", "CZip"],
            swiftSettings: modern
        ),
        // all formats besides text
        .target(
            name: "Readers",
            dependencies: ["Conversions", "Documents", "Formats", "Mails", "Packages"],
            swiftSettings: modern
        ),
        // whom mail goes to, and what becomes of it
        .target(
            name: "Envelopes",
            dependencies: ["Decisions", "Levels", "Lexicons"],
            swiftSettings: modern
        ),
        // engines at work for many connections
        .target(
            name: "Workshops",
            dependencies: [
                "Decisions", "Envelopes", "Pipeline",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: modern
        ),
        // the milter protocol
        .target(name: "Milters", swiftSettings: modern),
        // mail that is held or kept, sealed
        .target(
            name: "Holdings",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: modern
        ),
        // what the mail server tells, judged
        .target(
            name: "Gateway",
            dependencies: [
                "Decisions", "Envelopes", "Formats", "Holdings", "Levels", "Milters", "Pipeline",
                "Records", "Workshops",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: modern
        ),
        // a mail handed in by SMTP
        .target(name: "Submissions", swiftSettings: modern),
        // answers to the programs of this machine
        .target(
            name: "Replies",
            dependencies: [
                "Decisions", "Documents", "Envelopes", "Holdings", "Levels", "Mentions",
                "Messages", "Pipeline", "Records", "Streams", "Submissions", "Workshops",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: modern
        ),
        // the settings of the daemon
        .target(
            name: "Configurations",
            dependencies: [.product(name: "Yams", package: "Yams")],
            swiftSettings: modern
        ),
        // the daemon
        .executableTarget(
            name: "biffured",
            dependencies: [
                "Commands", "Configurations", "Decisions", "Documents", "Envelopes", "Formats",
                "Gateway", "Holdings", "Lexicons", "Messages", "Pipeline", "Readers", "Records",
                "Replies", "Services", "Workshops",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: modern
        ),
        // thousands of files to copies
        .target(
            name: "Archives",
            dependencies: [
                "CProcess", "Decisions", "Documents", "Formats", "Levels", "Mentions", "Pipeline",
                "Records", "Streams",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: modern
        ),
        .executableTarget(
            name: "biffure-archive",
            dependencies: [
                "Archives", "Commands", "Decisions", "Formats", "Keys", "Levels", "Lexicons",
                "Messages", "Pipeline", "Readers", "Redactions", "Streams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/biffureArchive",
            swiftSettings: modern
        ),
        // the pipe, and the same with cryptography linked in
        .executableTarget(name: "biffure", dependencies: ["Commands"], swiftSettings: modern),
        .executableTarget(
            name: "biffure-keyed",
            dependencies: ["Commands", "Keys"],
            path: "Sources/biffureKeyed",
            swiftSettings: modern
        ),
        // the pipe for documents and mail
        .executableTarget(
            name: "biffure-documents",
            dependencies: ["Commands", "Keys", "Readers"],
            path: "Sources/biffureDocuments",
            swiftSettings: modern
        ),
        // what the tests share: the repository, a compiled lexicon, the line in one call
        .target(
            name: "TestSupport",
            dependencies: [
                "Decisions", "Documents", "Levels", "Lexicons", "Mentions", "Pipeline",
                "Services",
            ],
            path: "Tests/TestSupport",
            swiftSettings: modern
        ),
        .testTarget(
            name: "ArchitectureTests",
            dependencies: ["Lexicons", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents"], swiftSettings: modern),
        .testTarget(
            name: "FormatsTests",
            dependencies: ["Documents", "Formats", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "TokensTests",
            dependencies: ["Tokens", "Documents", "CICU"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "LexiconsTests",
            dependencies: ["Documents", "Lexicons", "Tokens", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "MentionsTests",
            dependencies: ["Lexicons", "Mentions", "Pipeline", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "LevelsTests",
            dependencies: ["Levels", "Pipeline", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "DecisionsTests",
            dependencies: [
                "Decisions", "Levels", "Lexicons", "Mentions", "Pipeline", "TestSupport",
            ],
            swiftSettings: modern
        ),
        .testTarget(
            name: "RedactionsTests",
            dependencies: ["Pipeline", "Redactions", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Decisions", "Documents", "Formats", "Levels", "Mentions", "Pipeline",
                "TestSupport",
            ],
            swiftSettings: modern
        ),
        .testTarget(
            name: "RecordsTests",
            dependencies: ["Pipeline", "Records", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(name: "StreamsTests", dependencies: ["Streams"], swiftSettings: modern),
        .testTarget(
            name: "EvaluationsTests",
            dependencies: [
                "Decisions", "Evaluations", "Levels", "Mentions", "Pipeline", "TestSupport",
            ],
            swiftSettings: modern
        ),
        .testTarget(
            name: "MessagesTests",
            dependencies: [
                "Decisions", "Documents", "Evaluations", "Formats", "Levels", "Lexicons",
                "Messages", "Pipeline", "Streams",
                "TestSupport",
            ],
            swiftSettings: modern
        ),
        .testTarget(
            name: "PseudonymsTests",
            dependencies: ["Pseudonyms"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "PackagesTests",
            dependencies: [
                "Documents", "Formats", "Mentions", "Packages", "Pipeline", "TestSupport",
            ],
            exclude: ["Fixtures"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "MailsTests",
            dependencies: ["Documents", "Formats", "Mails", "Pipeline", "TestSupport"],
            // the other reader
            exclude: ["read.py"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "ConversionsTests",
            dependencies: ["Conversions", "Documents", "Formats", "TestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: modern
        ),
        // a mail server that speaks to a filter
        .target(
            name: "MilterSupport",
            dependencies: ["Milters"],
            path: "Tests/MilterSupport",
            swiftSettings: modern
        ),
        .testTarget(
            name: "MiltersTests",
            dependencies: ["Milters", "MilterSupport", "TestSupport"],
            swiftSettings: modern
        ),
        // any bytes as a mail or as a mail server: scripts/fuzz, and in short FuzzTests
        .target(
            name: "CPartTree",
            dependencies: ["CLibGMime"],
            path: "Tests/CPartTree"
        ),
        .target(
            name: "Fuzz",
            dependencies: [
                "CPartTree", "Decisions", "Formats", "MilterSupport", "Milters", "Pipeline",
                "Readers", "TestSupport",
            ],
            path: "Tests/Fuzz",
            exclude: ["mail.dict", "record.tsv", "seeds"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["Fuzz", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "EnvelopesTests",
            dependencies: ["Decisions", "Envelopes", "Levels", "Lexicons"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "HoldingsTests",
            dependencies: [
                "Holdings",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: modern
        ),
        .testTarget(
            name: "ConfigurationsTests",
            dependencies: ["Configurations"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "SubmissionsTests",
            dependencies: ["Submissions"],
            swiftSettings: modern
        ),
        .testTarget(name: "ServicesTests", dependencies: ["Services"], swiftSettings: modern),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "Decisions", "Envelopes", "Formats", "Gateway", "Holdings", "Lexicons",
                "MilterSupport", "Milters", "Pipeline", "Readers", "Services", "TestSupport",
                "Workshops",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: modern
        ),
        .testTarget(
            name: "RepliesTests",
            dependencies: [
                "Decisions", "Envelopes", "Holdings", "Lexicons", "Pipeline", "Records",
                "Replies", "Services", "Streams", "TestSupport", "Workshops",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: modern
        ),
        .testTarget(
            name: "ArchivesTests",
            dependencies: [
                "Archives", "Decisions", "Formats", "Levels", "Lexicons", "Pipeline", "Readers",
                "Streams",
                "TestSupport",
            ],
            swiftSettings: modern
        ),
        // the daemon behind a real mail server; the cases stand in Tests/Postfix
        .testTarget(
            name: "PostfixTests",
            dependencies: ["biffure", "biffured", "TestSupport"],
            swiftSettings: modern
        ),
        .testTarget(
            name: "biffureTests",
            dependencies: [
                "biffure", "biffure-documents", "biffure-keyed", "Documents", "TestSupport",
            ],
            swiftSettings: modern
        ),
        .testTarget(
            name: "GoldenTests",
            dependencies: ["Evaluations", "Pipeline", "TestSupport"],
            swiftSettings: modern
        ),
    ]
)
