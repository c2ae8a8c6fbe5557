import ArgumentParser
import Foundation
import Hub
import HubServer
import Logging

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves the devices until it is told to end (SIGTERM).")

  @Argument(help: "The server's directory.")
  var directory: String

  @Option(help: "The address to listen on; port 0 picks one.")
  var listen: ListenAddress = ListenAddress(host: "127.0.0.1", port: 8080)

  @Option(help: "The certificate chain, a PEM file; with --tls-key.")
  var tlsCert: String?

  @Option(help: "The certificate's private key, a PEM file.")
  var tlsKey: String?

  @Option(help: "From which level on to log to standard error.")
  var logLevel: LogLevel = .notice

  func validate() throws {
    if (tlsCert == nil) != (tlsKey == nil) { throw ValidationError("--tls-cert and --tls-key come together.") }
  }

  func run() async throws {
    let folder = HubFolder(path: directory)
    try folder.checkExists()
    for file in [tlsCert, tlsKey].compactMap({ $0 }) where !FileManager.default.isReadableFile(atPath: file) {
      throw OfficeFault("\(file) cannot be read.")
    }
    let lock = try await lock(folder)
    defer { lock.release() }
    OpenFiles.raiseLimit()
    var configuration = HubConfiguration()
    configuration.host = listen.host
    configuration.port = listen.port
    configuration.certificatePath = tlsCert
    configuration.keyPath = tlsKey
    let opened = try OpenedStore(folder, logger: logger("godwit.hub"))
    try await eraseAgain(opened, folder)
    let server = RunningServer(
      folder: folder, opened: opened, configuration: configuration, logger: logger("godwit.http"))
    do {
      try await server.run()
    } catch {
      try? opened.close()
      if error is OfficeFault { throw error }
      throw OfficeFault("\(listen) cannot be served: \(error). Choose another address with --listen.")
    }
    try opened.close()
  }

  /// Nobody who was erased comes back with a backup.
  private func eraseAgain(_ opened: OpenedStore, _ folder: HubFolder) async throws {
    do {
      for entry in try await ErasureJob(opened, folder).replay() {
        Terminal.say("erased again after a restore: \(entry.table) \(entry.id)")
      }
    } catch {
      try? opened.close()
      throw error
    }
  }

  private func logger(_ label: String) -> Logger {
    var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = logLevel.level
    return logger
  }

  /// Waits a little for a command that is at work; a server does not go away.
  private func lock(_ folder: HubFolder) async throws -> FolderLock {
    for attempt in 0... {
      if let lock = try FolderLock(folder) { return lock }
      if let note = ServingNote.read(folder), await HTTPOfficeLink.reach(note) != nil {
        throw OfficeFault(
          "A server runs in \(directory) already: \(note.address), process \(note.process). Stop it first.")
      }
      if attempt >= 100 { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw OfficeFault("Another program has \(directory) open. Stop it first.")
  }
}

/// The levels of the log, as they are given on the command line.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
  case debug, info, notice, warning, error

  var level: Logger.Level {
    switch self {
    case .debug: .debug
    case .info: .info
    case .notice: .notice
    case .warning: .warning
    case .error: .error
    }
  }
}
