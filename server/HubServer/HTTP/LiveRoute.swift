import ChangeModel
import Hub
import Hummingbird
import ServiceLifecycle
import SyncProtocol

/// `GET /v1/live`: server-sent events that tell a device of new positions in its scopes.
struct LiveRoute: Sendable {
  let service: HubService
  let gate: HubGate
  let readers: WorkQueue
  let connectionsMax: Int

  func add(to router: Router<HubRequestContext>) {
    router.get("/v1/live") { request, _ in
      let response: Response
      do throws(ErrorReply) {
        response = stream(try await subscribe(request), request)
      } catch {
        response = FrameResponse.response(error, now: service.environment.now())
      }
      service.metrics.countRequest(path: "/v1/live", status: response.status.code)
      return response
    }
  }

  private func subscribe(_ request: Request) async throws(ErrorReply) -> LiveSubscription {
    let (device, _) = try await gate.admit(
      method: request.method.rawValue, path: request.uri.string, headerText: request.authText
    ) { () async throws(ErrorReply) in [] }
    guard service.live.subscriberCount < connectionsMax else {
      throw ErrorReply(.busy, "The server has as many live connections as it takes.", retryAfterSeconds: 30)
    }
    let service = service
    return try await readers.run { () throws(ErrorReply) in try service.subscribe(device) }
  }

  private func stream(_ subscription: LiveSubscription, _ request: Request) -> Response {
    let body = ResponseBody { writer in
      defer { subscription.end() }
      try await withGracefulShutdownHandler {
        try await request.body.consumeWithInboundCloseHandler { _ in
          for await _ in subscription.wakes {
            let event = subscription.next()
            try await writer.write(ByteBuffer(string: event.text))
            if event != .alive { service.metrics.update { $0.liveEvents += 1 } }
          }
          try await writer.finish(nil)
        } onInboundClosed: {
          subscription.end()
        }
      } onGracefulShutdown: {
        subscription.end()
      }
    }
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
  }
}
