import ChangeModel
import Hub
import Hummingbird
import SyncProtocol

/// `GET /health` and `GET /metrics`, for those who watch over the server; unsigned, and without anyone's data.
struct HealthRoutes: Sendable {
  let service: HubService
  let readers: WorkQueue
  /// The bytes of the store on disk.
  let storeBytes: @Sendable () -> Int64

  func add(to router: Router<HubRequestContext>) {
    router.get("/health") { _, _ in await health() }
    router.get("/metrics") { _, _ in await metrics() }
  }

  private func health() async -> Response {
    let service = service
    do throws(ErrorReply) {
      let head = try await readers.run { () throws(ErrorReply) in try service.head() }
      return text("{\"status\":\"ok\",\"position\":\(head)}\n", type: "application/json")
    } catch {
      let status = error.code == .busy ? "unavailable" : "failed"
      return text("{\"status\":\"\(status)\"}\n", type: "application/json", status: .serviceUnavailable)
    }
  }

  private func metrics() async -> Response {
    let service = service
    let storeBytes = storeBytes
    // A store that is away is a figure, too: who watches must not lose sight of the server with it.
    let content = try? await readers.run { () throws(ErrorReply) in try service.content(storeBytes: storeBytes) }
    let gauges = HubGauges(
      liveConnections: service.live.subscriberCount, store: service.store.figures, content: content)
    return text(service.metrics.counts.text(gauges), type: "text/plain; version=0.0.4")
  }

  private func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension HubService {
  /// What the store holds now.
  func content(storeBytes: () -> Int64) throws(ErrorReply) -> HubGauges.Content {
    try answer {
      var content = try store.read { store in
        let horizon = try store.org().horizon
        return HubGauges.Content(
          head: try store.head(), storeBytes: 0,
          devices: try store.devices().filter { $0.number != officeDevice && $0.revokedAt == nil }.count,
          tombstones: try store.garbage(through: .max).tombstones, horizon: horizon,
          sleepers: try GarbageLine.sleepers(before: horizon, in: store))
      }
      content.storeBytes = storeBytes()
      return content
    }
  }
}
