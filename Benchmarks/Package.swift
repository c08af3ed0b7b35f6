// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "biffure", path: "..")],
    targets: [
        // Hyperscan, for comparison
        .systemLibrary(
            name: "CLibHS",
            pkgConfig: "libhs",
            providers: [.apt(["libhyperscan-dev"])]
        ),
        .target(name: "CHyperscan", dependencies: ["CLibHS"]),
        // which core we run on
        .target(name: "CAffinity"),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "CAffinity",
                "CHyperscan",
                .product(name: "Pipeline", package: "biffure"),
                .product(name: "Tokens", package: "biffure"),
            ]
        ),
    ]
)
