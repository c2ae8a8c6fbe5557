import ChangeModel
import Hub
import Hummingbird
import SyncProtocol

/// The endpoints on which devices exchange frames.
struct SyncRoutes: Sendable {
  let service: HubService
  let gate: HubGate
  let committer: GroupCommitter
  let readers: WorkQueue
  let body: BodyReader
  let enrolmentBody: BodyReader

  func add(to router: Router<HubRequestContext>) {
    router.post("/v1/enrol") { request, context in
      await answer(request) { () async throws(ErrorReply) in try await enrol(request, context) }
    }
    for path in ["sync", "digests", "ranges", "rejoin"] {
      router.post("/v1/\(path)") { request, context in
        await answer(request) { () async throws(ErrorReply) in try await ask(request, context) }
      }
    }
  }

  /// Every outcome is a frame.
  private func answer(_ request: Request, _ body: () async throws(ErrorReply) -> Message) async -> Response {
    let response: Response
    do throws(ErrorReply) {
      response = FrameResponse.response(try await body())
    } catch {
      response = FrameResponse.response(error, now: service.environment.now())
    }
    service.metrics.countRequest(path: request.uri.path, status: response.status.code)
    return response
  }

  private func enrol(_ request: Request, _ context: HubRequestContext) async throws(ErrorReply) -> Message {
    try gate.admitEnrolment(from: context.address)
    let bytes = try await enrolmentBody.read(request, close: context.close)
    let message = try Self.decode(bytes, .enrolRequest)
    guard case .enrolRequest(let enrolment) = message else { throw Self.unexpected }
    let service = service
    do throws(ErrorReply) {
      return .enrolReply(try await readers.run { () throws(ErrorReply) in try service.enrol(enrolment) })
    } catch {
      if error.code == .badCode { gate.noteFailedEnrolment(from: context.address) }
      throw error
    }
  }

  private func ask(_ request: Request, _ context: HubRequestContext) async throws(ErrorReply) -> Message {
    let (device, bytes) = try await gate.admit(
      method: request.method.rawValue, path: request.uri.string, headerText: request.authText
    ) { () async throws(ErrorReply) in try await body.read(request, close: context.close) }
    let kind = Self.kind(for: request.uri.path)
    let message = try await readers.run { () throws(ErrorReply) in try Self.decode(bytes, kind) }
    switch message {
    case .syncRequest(let request): return try await sync(request, device: device)
    case .digestRequest:
      let service = service
      return .digestReply(try await readers.run { () throws(ErrorReply) in try service.digests(device: device) })
    case .rangeRequest(let request):
      let service = service
      return .rangeReply(
        try await readers.run { () throws(ErrorReply) in try service.ranges(request, device: device) })
    case .rejoinRequest(let request):
      let service = service
      return .rejoinReply(
        try await readers.run { () throws(ErrorReply) in try service.rejoin(request, device: device) })
    default: throw Self.unexpected
    }
  }

  private func sync(_ request: SyncRequest, device: DeviceNumber) async throws(ErrorReply) -> Message {
    let service = service
    let push = try await readers.run { () throws(ErrorReply) in try service.prepare(request, device: device) }
    var outcome: PushOutcome?
    if let push { outcome = try await committer.submit(push) }
    let settled = outcome
    let reply = try await readers.run { () throws(ErrorReply) in
      try service.reply(to: request, device: device, push: settled)
    }
    return .syncReply(reply)
  }

  /// The kind of message that a path takes.
  private static func kind(for path: String) -> Message.Kind {
    if path.contains("digests") { return .digestRequest }
    if path.contains("rejoin") { return .rejoinRequest }
    return path.contains("ranges") ? .rangeRequest : .syncRequest
  }

  /// A frame of another kind is refused before it is decompressed: replies may be far larger than requests.
  private static func decode(_ bytes: [UInt8], _ kind: Message.Kind) throws(ErrorReply) -> Message {
    do {
      return try Frame.decode(bytes, accepting: [kind])
    } catch {
      throw ErrorReply(error.code, error.message)
    }
  }

  private static let unexpected = ErrorReply(.malformed, "The message is not one for this path.")
}

extension Request {
  /// The value of the header with which devices prove who they are; nil when it is missing or there are several.
  var authText: String? {
    let values = headers.filter { $0.name.canonicalName == AuthHeader.name }.map(\.value)
    return values.count == 1 ? values.first : nil
  }
}
