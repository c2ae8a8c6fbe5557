import ArgumentParser
import ChangeModel
import Foundation
import Glibc
import HubServer
import Logging
import PostgresStore
import Yardstick

/// The server of the measurements, in a process of its own, so that its processor time and memory are its own.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves a measured company until it is told to end (SIGTERM).", shouldDisplay: false
  )

  @Argument(help: "The company's folder.") var folder: String
  @Option(help: "The database with the company's store; without it, it is in the folder.") var store: String?
  @Option(help: "The org in that database.") var org: String?
  @Option(help: "What large bodies may hold together, in bytes.") var bodyBytesAtOnce: Int?

  func run() async throws {
    Self.raiseFileLimit()
    let company = try open()
    var configuration = HubConfiguration()
    configuration.port = 0
    if let bodyBytesAtOnce { configuration.bodyBytesAtOnceMax = bodyBytesAtOnce }
    let application = HubApplication(
      service: company.service, configuration: configuration,
      logger: Logger(label: "benchmarks") { _ in SwiftLogNoOpLogHandler() })
    try await application.serve(
      adminToken: UUID().uuidString, address: { "\($0)" },
      onReady: { FileHandle.standardOutput.write(Data("\($0.devices)\n".utf8)) })
    try company.close()
  }

  private func open() throws -> Company {
    let folder = URL(fileURLWithPath: folder, isDirectory: true)
    guard let store else { return try Company(opening: folder, environment: .system) }
    guard let address = PostgresAddress(store), let org = org.flatMap({ RowID($0) }) else {
      throw ValidationError("--store takes an address of PostgreSQL, and --org its org.")
    }
    let opened = try PostgresHubStore.open(at: address, org: org)
    return try Company(over: opened, in: folder, environment: .system) { opened.close() }
  }

  /// Thousands of connections are as many open files.
  static func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
