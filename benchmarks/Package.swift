// swift-tools-version: 6.1
import PackageDescription

// What Godwit costs, measured: README.md says how to run it. A package of its own, so that nobody who builds the product
// builds it as well.
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "godwit", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        .product(name: "Yardstick", package: "godwit"),
        .product(name: "GodwitEngine", package: "godwit"),
        .product(name: "GodwitHub", package: "godwit"),
        .product(name: "GodwitReplica", package: "godwit"),
        .product(name: "GodwitPostgres", package: "godwit"),
        .product(name: "TestSupport", package: "godwit"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
