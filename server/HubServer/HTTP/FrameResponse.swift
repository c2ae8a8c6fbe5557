import Hummingbird
import SyncProtocol

/// Messages as HTTP responses.
enum FrameResponse {
  static let contentType = "application/vnd.godwit"

  static func response(_ message: Message, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: Frame.encode(message))))
  }

  /// - Parameter now: the server's time, which every error carries.
  static func response(_ error: ErrorReply, now: Int64) -> Response {
    var error = error
    error.serverTime = now
    var response = response(.error(error), status: status(of: error))
    if error.retryAfterSeconds > 0 { response.headers[.retryAfter] = String(error.retryAfterSeconds) }
    return response
  }

  private static func status(of error: ErrorReply) -> HTTPResponse.Status {
    switch error.code {
    case .malformed: .badRequest
    case .unsupportedVersion: .upgradeRequired
    case .tooLarge: .contentTooLarge
    case .unauthenticated, .stale: .unauthorized
    case .revoked, .badCode: .forbidden
    case .sequenceGap, .dotReused, .epochChanged: .conflict
    case .busy: .tooManyRequests
    case .internalError: .internalServerError
    case .notFound: .notFound
    }
  }
}
