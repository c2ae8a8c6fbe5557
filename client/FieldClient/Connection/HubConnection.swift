import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import SyncProtocol

/// Sends one message to a server and takes one for an answer; anything that no Godwit server says is an error.
struct HubConnection: Sendable {
  static let contentType = "application/vnd.godwit"
  /// A frame's payload, and room for what stands before it.
  static let bodyBytesMax = Limits.frameBytesMax + 1024

  let address: HubAddress
  let http: HTTPClient

  /// How long a whole exchange may take; what is slower is tried again, from where it was.
  static let exchangeSecondsMax: Int64 = 300

  /// Posts a message, already encoded, and gives the answer, which may be an error message.
  func post(_ path: String, frame: [UInt8], headers: HTTPHeaders = [:]) async throws -> HubAnswer {
    var request = HTTPClientRequest(url: address.text + path)
    request.method = .POST
    request.headers = headers
    request.headers.replaceOrAdd(name: "content-type", value: Self.contentType)
    request.headers.replaceOrAdd(name: "accept", value: Self.contentType)
    request.body = .bytes(frame)
    let reached: (HTTPClientResponse, ByteBuffer)
    do {
      let response = try await http.execute(request, timeout: .seconds(Self.exchangeSecondsMax))
      reached = (response, try await response.body.collect(upTo: Self.bodyBytesMax))
    } catch {
      throw Unreachable.error(for: error, address: address)
    }
    return try Self.answer(in: reached.1, of: reached.0, from: address)
  }

  private static func answer(
    in body: ByteBuffer, of response: HTTPClientResponse, from address: HubAddress
  ) throws -> HubAnswer {
    let type = response.headers.first(name: "content-type")?.lowercased() ?? ""
    let frame = Array(buffer: body)
    guard type.hasPrefix(contentType), let message = try? Frame.decode(frame) else {
      throw Unreachable.foreignAnswer(
        status: Int(response.status.code), retryAfter: response.headers.first(name: "retry-after"), address: address)
    }
    return HubAnswer(message: message, frame: frame)
  }
}
