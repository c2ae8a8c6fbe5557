import ArgumentParser
import Foundation
import Glibc
import HubServer
import Logging
import Yardstick

/// The server of the measurements, in a process of its own, so that its processor time and memory are its own.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves a measured company until it is told to end (SIGTERM).", shouldDisplay: false
  )

  @Argument(help: "The company's folder.") var folder: String
  @Option(help: "What large bodies may hold together, in bytes.") var bodyBytesAtOnce: Int?

  func run() async throws {
    Self.raiseFileLimit()
    let company = try Company(opening: URL(fileURLWithPath: folder, isDirectory: true), environment: .system)
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

  /// Thousands of connections are as many open files.
  static func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
