import Foundation
import Hub
import HubServer
import Logging

/// A server from the opening of its ports to their closing.
struct RunningServer: Sendable {
  let folder: HubFolder
  let opened: OpenedStore
  let configuration: HubConfiguration
  let logger: Logger

  /// Runs until SIGTERM or SIGINT; running syncs are answered.
  func run() async throws {
    let token = Data(opened.service.environment.randomBytes(32)).base64EncodedString()
    let application = HubApplication(
      service: opened.service, configuration: configuration, logger: logger,
      desk: ERPDesk(opened.service), storeBytes: opened.byteCount)
    defer { ServingNote.remove(folder) }
    let watch = LeaseWatch(service: opened.service, logger: logger)
    let watching = Task { await watch.run() }
    do {
      try await serve(application, token: token)
    } catch {
      await end(watching)
      throw error
    }
    await end(watching)
  }

  /// Nobody looks at the store any more when it is closed.
  private func end(_ watching: Task<Void, Never>) async {
    watching.cancel()
    await watching.value
  }

  private func serve(_ application: HubApplication, token: String) async throws {
    try await application.serve(adminToken: token, address: address) { ports in
      announce(ports, token: token)
    }
  }

  /// Says that the server is ready.
  private func announce(_ ports: HubPorts, token: String) {
    let address = address(port: ports.devices)
    let note = ServingNote(
      address: address, adminPort: ports.admin, token: token, process: ProcessInfo.processInfo.processIdentifier)
    do {
      try note.write(folder)
    } catch {
      logger.error("other commands cannot reach this server", metadata: ["error": "\(error)"])
    }
    Terminal.print("listening on \(address)")
  }

  private func address(port: Int) -> String {
    let scheme = configuration.certificatePath == nil ? "http" : "https"
    return "\(scheme)://\(ListenAddress(host: configuration.host, port: port))"
  }
}
