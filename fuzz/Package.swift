// swift-tools-version: 6.1
import PackageDescription

// The decoders, built with libFuzzer's eyes in them. The folders below Sources are links to the sources themselves, so
// that nothing else of the package is built; README.md says how to run it.
let watched: [SwiftSetting] = [
  .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library", "-enable-testing"])
]

let package = Package(
  name: "fuzz",
  targets: [
    .target(name: "ChangeModel", swiftSettings: watched),
    .target(name: "PlantedBugs"),
    .target(name: "MergeEngine", dependencies: ["ChangeModel", "PlantedBugs"], swiftSettings: watched),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "SyncProtocol", dependencies: ["ChangeModel", "CZlib"], swiftSettings: watched),
    .target(name: "FieldSales", dependencies: ["ChangeModel", "MergeEngine"], swiftSettings: watched),
    .systemLibrary(name: "GRDBSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(
      name: "OfficeImport", dependencies: ["ChangeModel", "MergeEngine", "FieldSales", "CZlib", "GRDBSQLite"],
      swiftSettings: watched),
    .target(name: "TestSupport", dependencies: ["ChangeModel", "MergeEngine"]),
    .executableTarget(
      name: "fuzz",
      dependencies: ["ChangeModel", "MergeEngine", "SyncProtocol", "OfficeImport", "TestSupport"],
      swiftSettings: watched,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ],
  swiftLanguageModes: [.v6]
)
