import Logging
import ServiceLifecycle
import Synchronization

/// Where a hub can be reached.
public struct HubPorts: Hashable, Sendable {
  /// For devices.
  public var devices: Int
  /// For the office's own programs, on loopback.
  public var admin: Int
}

extension HubApplication {
  /// Serves until SIGTERM or SIGINT; running syncs are answered.
  /// - Parameters:
  ///   - adminToken: what requests of the office's own programs must show.
  ///   - address: the address that is served to devices, told a port, for the status.
  ///   - onReady: called once both ports are open.
  /// - Throws: when a port cannot be opened, or the certificate or key cannot be read.
  public func serve(
    adminToken: String, address: @escaping @Sendable (_ port: Int) -> String,
    onReady: @escaping @Sendable (HubPorts) -> Void
  ) async throws {
    let opened = OpenedPorts(onReady: onReady)
    let admin = admin(
      token: adminToken, address: { opened.devices.map(address) }, onRunning: { opened.note(admin: $0) })
    let devices = try devices { opened.note(devices: $0) }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [admin, devices], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }
}

/// The ports that the system gave so far.
private final class OpenedPorts: Sendable {
  private struct State {
    var devices: Int?
    var admin: Int?
  }

  private let state = Mutex(State())
  private let onReady: @Sendable (HubPorts) -> Void

  init(onReady: @escaping @Sendable (HubPorts) -> Void) {
    self.onReady = onReady
  }

  var devices: Int? { state.withLock { $0.devices } }

  func note(devices: Int? = nil, admin: Int? = nil) {
    let ports = state.withLock { state -> HubPorts? in
      state.devices = devices ?? state.devices
      state.admin = admin ?? state.admin
      guard let devices = state.devices, let admin = state.admin else { return nil }
      return HubPorts(devices: devices, admin: admin)
    }
    if let ports { onReady(ports) }
  }
}
