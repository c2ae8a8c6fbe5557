// swift-tools-version: 6.1
import PackageDescription

// The module graph, bottom layer first. An arrow may only point upwards in this file;
// Tests/HouseTests compares the imports with the table in ARCHITECTURE.md.
let package = Package(
  name: "godwit",
  products: [
    .executable(name: "godwit", targets: ["godwit"]),
    .executable(name: "godwit-server", targets: ["godwit-server"]),
    .executable(name: "simulate", targets: ["simulate"]),
    .library(name: "GodwitReplica", targets: ["ChangeModel", "ReplicaStore", "FieldClient"]),
    .library(
      name: "GodwitEngine",
      targets: [
        "ChangeModel", "MergeEngine", "SyncProtocol", "SyncSession", "ReplicaStore", "HubStore", "SQLiteStore", "Hub",
      ]),
    .library(name: "GodwitHub", targets: ["Hub", "HubServer"]),
    .library(name: "GodwitPostgres", targets: ["PostgresStore"]),
    // What the benchmarks need beside the product.
    .library(name: "Yardstick", targets: ["Yardstick"]),
    .library(name: "TestSupport", targets: ["TestSupport"]),
  ],
  traits: [
    .trait(
      name: "PlantedBugs",
      description: "Lets the simulator switch on known mistakes, to see whether its checkers find them. Never shipped.")
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
  ],
  targets: [
    // Below the purity line: no clock, socket, disk, chance, task, lock or log.
    .target(name: "PlantedBugs"),
    .target(name: "ChangeModel"),
    .target(name: "MergeEngine", dependencies: ["ChangeModel", "PlantedBugs"]),
    .systemLibrary(
      name: "CZlib", path: "Sources/CZlib",
      pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "SyncProtocol", dependencies: ["ChangeModel", "CZlib"], path: "protocol/SyncProtocol"),
    .target(name: "SyncSession", dependencies: ["ChangeModel", "PlantedBugs", "SyncProtocol"]),
    .target(name: "FieldSales", dependencies: ["ChangeModel", "MergeEngine", "PlantedBugs"]),

    // What both stores ask of SQLite.
    .target(
      name: "DurableLog",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),

    // The field side.
    .target(
      name: "ReplicaStore",
      dependencies: [
        "ChangeModel", "DurableLog", "MergeEngine", "PlantedBugs", "SyncProtocol", "SyncSession",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], path: "client/ReplicaStore"),
    .target(
      name: "FieldClient",
      dependencies: [
        "ChangeModel", "SyncProtocol", "SyncSession", "FieldSales", "ReplicaStore",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ], path: "client/FieldClient"),
    .executableTarget(
      name: "godwit",
      dependencies: [
        "ChangeModel", "MergeEngine", "FieldSales", "SyncProtocol", "SyncSession", "ReplicaStore", "FieldClient",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], path: "client/godwit"),

    // The merging side.
    .target(
      name: "HubStore", dependencies: ["ChangeModel", "MergeEngine", "SyncProtocol"], path: "server/HubStore"),
    .target(
      name: "SQLiteStore",
      dependencies: [
        "ChangeModel", "DurableLog", "MergeEngine", "PlantedBugs", "SyncProtocol", "HubStore",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], path: "server/SQLiteStore"),
    .systemLibrary(
      name: "CPostgres", path: "Sources/CPostgres",
      pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
      name: "PostgresStore",
      dependencies: ["ChangeModel", "MergeEngine", "SyncProtocol", "HubStore", "CPostgres"],
      path: "server/PostgresStore"),
    .target(
      name: "Hub",
      dependencies: [
        "ChangeModel", "MergeEngine", "PlantedBugs", "SyncProtocol", "HubStore",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ], path: "server/Hub"),
    .target(
      name: "HubServer",
      dependencies: [
        "ChangeModel", "SyncProtocol", "HubStore", "Hub",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ], path: "server/HubServer"),
    .target(
      name: "OfficeImport",
      dependencies: [
        "ChangeModel", "MergeEngine", "FieldSales", "CZlib", .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], path: "server/OfficeImport"),
    .target(
      name: "SampleCompany", dependencies: ["ChangeModel", "FieldSales"], path: "server/SampleCompany"),
    .executableTarget(
      name: "godwit-server",
      dependencies: [
        "ChangeModel", "MergeEngine", "FieldSales", "SyncProtocol", "HubStore", "SQLiteStore", "PostgresStore", "Hub",
        "HubServer", "OfficeImport", "SampleCompany",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], path: "server/godwit-server"),

    // A fleet in a box: the real session, replica and hub on a simulated network, clock and disk.
    .target(name: "CFaultDisk", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "FaultDisk", dependencies: ["CFaultDisk"]),
    .target(
      name: "Simulator",
      dependencies: [
        "ChangeModel", "MergeEngine", "PlantedBugs", "SyncProtocol", "SyncSession", "FieldSales", "ReplicaStore",
        "HubStore", "SQLiteStore", "PostgresStore", "Hub", "FaultDisk",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "simulate",
      dependencies: [
        "ChangeModel", "PostgresStore", "Simulator", "PlantedBugs",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // What the benchmarks and the thresholds of costs measure.
    .target(
      name: "Yardstick",
      dependencies: [
        "ChangeModel", "MergeEngine", "SyncProtocol", "SyncSession", "ReplicaStore", "HubStore", "SQLiteStore", "Hub",
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),

    // Tests mirror the sources.
    .target(
      name: "TestSupport",
      dependencies: ["ChangeModel", "MergeEngine"], path: "Tests/TestSupport"),
    .testTarget(name: "ChangeModelTests", dependencies: ["ChangeModel", "TestSupport"]),
    .testTarget(name: "MergeEngineTests", dependencies: ["ChangeModel", "MergeEngine", "TestSupport"]),
    .testTarget(
      name: "SyncProtocolTests",
      dependencies: ["ChangeModel", "MergeEngine", "SyncProtocol", "FieldSales", "TestSupport"]),
    .testTarget(
      name: "SyncSessionTests", dependencies: ["ChangeModel", "SyncProtocol", "SyncSession", "TestSupport"]),
    .testTarget(name: "FieldSalesTests", dependencies: ["ChangeModel", "MergeEngine", "FieldSales", "TestSupport"]),
    .testTarget(
      name: "ReplicaStoreTests",
      dependencies: [
        "ChangeModel", "MergeEngine", "SyncProtocol", "SyncSession", "FieldSales", "ReplicaStore", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "FieldClientTests",
      dependencies: [
        "ChangeModel", "SyncProtocol", "SyncSession", "FieldSales", "ReplicaStore", "FieldClient", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(name: "GodwitTests", dependencies: ["ChangeModel", "FieldSales", "FieldClient", "godwit"]),
    .testTarget(
      name: "HubStoreTests",
      dependencies: [
        "ChangeModel", "MergeEngine", "SyncProtocol", "FieldSales", "HubStore", "SQLiteStore", "PostgresStore",
        "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "HubServerTests",
      dependencies: [
        "ChangeModel", "MergeEngine", "SyncProtocol", "FieldSales", "HubStore", "SQLiteStore", "PostgresStore", "Hub",
        "HubServer", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "OfficeImportTests",
      dependencies: [
        "ChangeModel", "SyncProtocol", "FieldSales", "ReplicaStore", "FieldClient", "OfficeImport", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "SampleCompanyTests", dependencies: ["ChangeModel", "FieldSales", "SampleCompany"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "ChangeModel", "MergeEngine", "SyncProtocol", "SyncSession", "FieldSales", "ReplicaStore", "FieldClient",
        "HubStore", "SQLiteStore", "PostgresStore", "Hub", "HubServer", "TestSupport",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "SimulatorTests",
      dependencies: [
        "ChangeModel", "DurableLog", "MergeEngine", "PlantedBugs", "FieldSales", "FaultDisk", "ReplicaStore",
        "Simulator", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "YardstickTests", dependencies: ["Yardstick"]),
    .testTarget(name: "HouseTests"),
  ],
  swiftLanguageModes: [.v6]
)
