import ChangeModel
import Hub
import Hummingbird
import SyncProtocol
import Synchronization

/// The door of the hub: nothing of a request is looked at before it has passed here.
final class HubGate: Sendable {
  private struct State {
    var authenticator: RequestAuthenticator
    var devices: RateLimits<DeviceNumber>
    var failedEnrolments: RateLimits<String>
  }

  private let service: HubService
  private let readers: WorkQueue
  private let state: Mutex<State>

  init(service: HubService, configuration: HubConfiguration, readers: WorkQueue) {
    self.service = service
    self.readers = readers
    let enrolmentRate = TokenBucket.Rate(
      burst: Double(configuration.failedEnrolmentBurst),
      perSecond: Double(configuration.failedEnrolmentsPerMinute) / 60)
    state = Mutex(
      State(
        authenticator: RequestAuthenticator(org: service.org.id, start: service.environment.now()),
        devices: RateLimits(
          TokenBucket.Rate(
            burst: Double(configuration.deviceBurst), perSecond: Double(configuration.deviceRequestsPerSecond))),
        failedEnrolments: RateLimits(enrolmentRate)))
  }

  /// Proves which device a request comes from.
  /// - Parameters:
  ///   - headerText: the value of `godwit-auth`.
  ///   - readBody: reads the body; called only when the header may be right.
  func admit(
    method: String, path: String, headerText: String?, readBody: () async throws(ErrorReply) -> [UInt8]
  ) async throws(ErrorReply) -> (device: DeviceNumber, body: [UInt8]) {
    let service = service
    do throws(ErrorReply) {
      let header = try state.withLock { state throws(ErrorReply) in
        try state.authenticator.header(headerText, now: service.environment.now())
      }
      let body = try await readBody()
      let device = try await readers.run { () throws(ErrorReply) in try service.device(header.device) }
      try state.withLock { state throws(ErrorReply) in
        let now = service.environment.now()
        try state.authenticator.admit(header, device: device, method: method, path: path, body: body, now: now)
        try Self.pass(state.devices.take(header.device, now: now))
      }
      if service.sharesNonces {
        let isNew = try await readers.run { () throws(ErrorReply) in
          try service.admit(nonce: header.nonce, of: header.device, time: header.time)
        }
        guard isNew else { throw RequestAuthenticator.stale(now: service.environment.now()) }
      }
      return (header.device, body)
    } catch {
      noteRefusal(error, path: path, device: headerText.flatMap(AuthHeader.init)?.device)
      throw error
    }
  }

  private func noteRefusal(_ error: ErrorReply, path: String, device: DeviceNumber?) {
    guard [.unauthenticated, .stale, .revoked].contains(error.code) else { return }
    service.noteRefusal(error.code, device: device)
    service.metrics.update { $0.refusedSignatures += 1 }
    service.logger.info("refused", metadata: ["code": "\(error.code)", "path": "\(path.prefix(40))"])
  }

  /// Refuses an address from which too many wrong codes or tokens came.
  func admitEnrolment(from address: String) throws(ErrorReply) {
    try Self.pass(state.withLock { $0.failedEnrolments.wait(address, now: service.environment.now()) })
  }

  func noteFailedToken(from address: String) {
    service.noteRefusal(.unauthenticated)
    state.withLock { _ = $0.failedEnrolments.take(address, now: service.environment.now()) }
  }

  func noteFailedEnrolment(from address: String) {
    service.noteRefusal(.badCode)
    state.withLock { _ = $0.failedEnrolments.take(address, now: service.environment.now()) }
  }

  private static func pass(_ wait: Int) throws(ErrorReply) {
    guard wait > 0 else { return }
    throw ErrorReply(.busy, "Too many requests. Nothing is lost; come back later.", retryAfterSeconds: wait)
  }
}
