import AsyncHTTPClient
import ChangeModel
import Foundation
import NIOCore
import SyncProtocol

/// Listens to the server's stream of positions, and comes back whenever the connection is lost.
struct LiveSignal: Sendable {
  /// A stream on which the server was silent for so long, heartbeats included, is taken for dead.
  static let silenceSecondsMax: Int64 = 60

  /// The server as it is to be spoken to now: after a rejoin the device has another number and key.
  let currentHub: @Sendable () throws -> HubClient

  /// Tells of the stream's opening and of each position, until the task is cancelled.
  /// - Throws: what another attempt cannot mend, such as a revocation.
  func listen(_ tell: @Sendable (WatchEvent) -> Void) async throws {
    var backoff = Backoff()
    while true {
      var retryAfterSeconds = 0
      let hub = try currentHub()
      do {
        try await LiveStream(hub: hub).listen { event in
          if event == .streamOpened { backoff.succeeded() }
          tell(event)
        }
      } catch let reply as ErrorReply where reply.code == .revoked {
        // A sync hands in what waits, and then ends the watch.
        tell(.started)
      } catch {
        guard let passing = hub.explained(error) as? FieldError, passing.kind == .later else { throw error }
        retryAfterSeconds = passing.retryAfterSeconds
      }
      tell(.streamLost)
      let wait = backoff.failed(retryAfterSeconds: retryAfterSeconds, random: hub.surroundings.random())
      try await hub.surroundings.sleep(wait)
    }
  }
}

/// One connection to the server's stream of positions.
struct LiveStream {
  static let path = "/v1/live"

  let hub: HubClient

  /// Tells of the stream's opening and of each position, until the server ends it.
  func listen(_ tell: (WatchEvent) -> Void) async throws {
    let response = try await open()
    tell(.streamOpened)
    var parser = EventParser()
    do {
      for try await buffer in response.body {
        for event in parser.take(buffer.readableBytesView) where event.name == "position" {
          if let position = Self.position(in: event.data) { tell(.serverAt(position)) }
        }
      }
    } catch {
      throw Unreachable.error(for: error, address: hub.connection.address)
    }
  }

  /// Opens the stream; a clock that was wrong is corrected once.
  private func open() async throws -> HTTPClientResponse {
    do {
      return try await openOnce()
    } catch let reply as ErrorReply where reply.code == .stale {
      hub.clock.learn(serverTime: reply.serverTime, now: hub.surroundings.now())
      return try await openOnce()
    }
  }

  private func openOnce() async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: hub.connection.address.text + Self.path)
    request.headers = try hub.signedHeaders(method: "GET", path: Self.path)
    request.headers.add(name: "accept", value: "text/event-stream")
    let response: HTTPClientResponse
    do {
      response = try await hub.connection.http.execute(request, deadline: .distantFuture)
    } catch {
      throw Unreachable.error(for: error, address: hub.connection.address)
    }
    let type = response.headers.first(name: "content-type")?.lowercased() ?? ""
    if response.status == .ok && type.hasPrefix("text/event-stream") { return response }
    throw await refusal(response, type: type)
  }

  private func refusal(_ response: HTTPClientResponse, type: String) async -> any Error {
    if type.hasPrefix(HubConnection.contentType),
      let body = try? await response.body.collect(upTo: 65_536),
      case .error(let reply)? = try? Frame.decode(Array(buffer: body))
    {
      return reply
    }
    return Unreachable.foreignAnswer(
      status: Int(response.status.code), retryAfter: response.headers.first(name: "retry-after"),
      address: hub.connection.address)
  }

  private struct PositionData: Decodable { var position: Position }

  static func position(in data: String) -> Position? {
    try? JSONDecoder().decode(PositionData.self, from: Data(data.utf8)).position
  }
}
