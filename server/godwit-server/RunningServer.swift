import Foundation
import HubServer
import Logging
import ServiceLifecycle
import Synchronization

/// A server from the opening of its ports to their closing.
struct RunningServer: Sendable {
  let folder: HubFolder
  let opened: OpenedStore
  let configuration: HubConfiguration
  let logger: Logger

  /// Runs until SIGTERM or SIGINT; running syncs are answered.
  func run() async throws {
    let ports = Ports()
    let token = Data(opened.service.environment.randomBytes(32)).base64EncodedString()
    let application = HubApplication(
      service: opened.service, configuration: configuration, logger: logger,
      storeBytes: { folder.storeBytes() })
    let admin = application.admin(
      token: token, address: { ports.devicePort.map(address) },
      onRunning: { announce(ports.set(admin: $0), token: token) })
    let devices = try application.devices { port in
      announce(ports.set(devices: port), token: token)
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [admin, devices], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    defer { ServingNote.remove(folder) }
    try await group.run()
  }

  /// Says that the server is ready, once both ports are open.
  private func announce(_ pair: (devices: Int, admin: Int)?, token: String) {
    guard let pair else { return }
    let address = address(port: pair.devices)
    let note = ServingNote(
      address: address, adminPort: pair.admin, token: token, process: ProcessInfo.processInfo.processIdentifier)
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

/// The ports that the system gave.
private final class Ports: Sendable {
  private struct State {
    var devices: Int?
    var admin: Int?
  }

  private let state = Mutex(State())

  var devicePort: Int? { state.withLock { $0.devices } }

  /// - Returns: both ports, when this was the last one.
  func set(devices: Int? = nil, admin: Int? = nil) -> (devices: Int, admin: Int)? {
    state.withLock { state in
      state.devices = devices ?? state.devices
      state.admin = admin ?? state.admin
      guard let devices = state.devices, let admin = state.admin else { return nil }
      return (devices, admin)
    }
  }
}
