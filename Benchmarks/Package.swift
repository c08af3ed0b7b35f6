// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "biffure", path: "..")],
    targets: [
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                .product(name: "Pipeline", package: "biffure"),
                .product(name: "Tokens", package: "biffure"),
            ]
        )
    ]
)
