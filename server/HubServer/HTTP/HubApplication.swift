import ChangeModel
import Hub
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import SyncProtocol

/// A hub on the network: HTTP for devices, and another port on loopback for the office's own programs.
public struct HubApplication: Sendable {
  public let service: HubService
  public let configuration: HubConfiguration
  let logger: Logger
  private let storeBytes: @Sendable () -> Int64
  private let desk: (any OfficeDesk)?
  private let readers: WorkQueue
  private let committer: GroupCommitter
  private let gate: HubGate

  /// - Parameters:
  ///   - desk: what another system can ask of the office; nil for nothing.
  ///   - storeBytes: the bytes of the store on disk, for the metrics.
  public init(
    service: HubService, configuration: HubConfiguration = HubConfiguration(),
    logger: Logger = Logger(label: "godwit.http"), desk: (any OfficeDesk)? = nil,
    storeBytes: @escaping @Sendable () -> Int64 = { 0 }
  ) {
    self.service = service
    self.configuration = configuration
    self.logger = logger
    self.storeBytes = storeBytes
    self.desk = desk
    readers = WorkQueue(name: "godwit.read", widthMax: configuration.readersMax)
    committer = GroupCommitter { service.commit($0) }
    gate = HubGate(service: service, configuration: configuration, readers: readers)
  }

  /// The endpoints for devices.
  /// - Parameter onRunning: called with the port once connections are accepted.
  /// - Throws: `OfficeFault` when the certificate or key cannot be read.
  public func devices(onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) throws -> some ApplicationProtocol
  {
    let router = Router(context: HubRequestContext.self)
    router.add(middleware: UnknownPath(service: service))
    let limit = configuration.bodyTimeLimit
    SyncRoutes(
      service: service, gate: gate, committer: committer, readers: readers,
      body: BodyReader(
        bytesMax: configuration.bodyBytesMax, timeLimit: limit,
        budget: BodyBudget(bytesMax: configuration.bodyBytesAtOnceMax)),
      enrolmentBody: BodyReader(bytesMax: configuration.enrolmentBytesMax, timeLimit: limit)
    ).add(to: router)
    if let desk {
      let body = BodyReader(
        bytesMax: configuration.bodyBytesMax, timeLimit: limit,
        budget: BodyBudget(bytesMax: configuration.bodyBytesAtOnceMax))
      DeskRoutes(service: service, desk: desk, gate: gate, readers: readers, body: body).add(to: router)
    }
    LiveRoute(service: service, gate: gate, readers: readers, connectionsMax: configuration.liveConnectionsMax)
      .add(to: router)
    HealthRoutes(service: service, readers: readers, storeBytes: storeBytes).add(to: router)
    return Application(
      router: router, server: try server(),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port), backlog: 4_096),
      services: [HubUpkeep(service: service, heartbeat: configuration.heartbeat, collecting: configuration.collecting)],
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) }, logger: logger)
  }

  /// The endpoints for the office's own programs, on loopback.
  /// - Parameters:
  ///   - token: what a request must show.
  ///   - address: the address that is served to devices, for the status.
  public func admin(
    token: String, address: @escaping @Sendable () -> String? = { nil },
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let router = Router(context: HubRequestContext.self)
    let body = BodyReader(bytesMax: Limits.frameRawBytesMax, timeLimit: configuration.bodyTimeLimit)
    AdminRoutes(
      link: DirectOfficeLink(service), schema: service.schema, token: token, address: address, body: body
    ).add(to: router)
    return Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) }, logger: logger)
  }

  private func server() throws -> HTTPServerBuilder {
    let idle = configuration.idleTimeLimit.components.seconds
    let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(idle)))
    guard let certificatePath = configuration.certificatePath, let keyPath = configuration.keyPath else {
      return plain
    }
    do {
      var tls = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(certificatePath).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: keyPath, format: .pem)))
      tls.minimumTLSVersion = .tlsv12
      tls.applicationProtocols = ["http/1.1"]
      return try .tls(plain, tlsConfiguration: tls)
    } catch {
      throw OfficeFault("The certificate \(certificatePath) or its key \(keyPath) is not a PEM file: \(error).")
    }
  }
}
