import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SyncProtocol

/// Asks a server as the device that joined it: signs, and signs anew once when the device's clock was wrong.
struct HubClient: Sendable {
  let connection: HubConnection
  let signer: RequestSigner
  let clock: ServerClock
  let surroundings: Surroundings

  /// - Throws: a server's error as `ErrorReply`, anything else as `FieldError`.
  func ask(_ path: String, _ message: Message) async throws -> HubAnswer {
    let frame = Frame.encode(message)
    do {
      return try await askOnce(path, frame)
    } catch let reply as ErrorReply where reply.code == .stale {
      clock.learn(serverTime: reply.serverTime, now: surroundings.now())
      return try await askOnce(path, frame)
    }
  }

  /// The headers of a signed request that has no body.
  func signedHeaders(method: String, path: String, body: [UInt8] = []) throws -> HTTPHeaders {
    let value = try signer.header(
      method: method, path: path, body: body, time: clock.time(now: surroundings.now()),
      nonce: surroundings.randomBytes(12))
    return [RequestSigner.headerName: value]
  }

  /// The same as a line for a person.
  func explained(_ error: any Error) -> any Error {
    (error as? ErrorReply).map { HubError.error(for: $0, address: connection.address) } ?? error
  }

  private func askOnce(_ path: String, _ frame: [UInt8]) async throws -> HubAnswer {
    let headers = try signedHeaders(method: "POST", path: path, body: frame)
    let answer = try await connection.post(path, frame: frame, headers: headers)
    if case .error(let reply) = answer.message { throw reply }
    return answer
  }

  /// What to throw when a server answers one question with the answer to another.
  var unfitting: FieldError {
    FieldError(.failed, "\(connection.address.text) gave an answer that does not fit the question: update godwit")
  }
}
