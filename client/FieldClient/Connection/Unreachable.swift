import AsyncHTTPClient
import NIOCore
import SyncProtocol

/// What to tell a person when no Godwit server answered: never a loss, always worth another try.
enum Unreachable {
  /// An answer came, but not from a Godwit server: a network's login page, a proxy, a damaged body.
  static func foreignAnswer(status: Int, retryAfter: String?, address: HubAddress) -> FieldError {
    if status == 429 || status == 503 {
      let seconds = retryAfter.flatMap { Int($0) } ?? 0
      return FieldError(
        .later, "\(address.text) is busy (HTTP \(status)): nothing was lost, try again \(later(seconds))",
        retryAfterSeconds: max(0, seconds))
    }
    return FieldError(
      .later,
      "the answer did not come from a Godwit server (perhaps a network login page; HTTP \(status) from \(address.text)): "
        + "nothing was lost, try again on another network")
  }

  /// No answer came.
  static func error(for error: any Error, address: HubAddress) -> any Error {
    if error is CancellationError || error as? HTTPClientError == .cancelled { return CancellationError() }
    if error is NIOTooManyBytesError { return foreignAnswer(status: 200, retryAfter: nil, address: address) }
    return FieldError(
      .later, "cannot reach \(address.text) (\(reason(error))): nothing was lost, the work waits; try again later")
  }

  private static func reason(_ error: any Error) -> Phrase {
    switch error as? HTTPClientError {
    case .connectTimeout?, .deadlineExceeded?, .readTimeout?, .writeTimeout?, .getConnectionFromPoolTimeout?:
      return "no answer in time"
    case .remoteConnectionClosed?: return "the connection was closed before the answer came"
    case .tlsHandshakeTimeout?: return "no secure connection in time"
    default: break
    }
    let text = "\(error)"
    if text.contains("ECONNREFUSED") || text.contains("Connection refused") { return "connection refused" }
    if text.contains("ECONNRESET") || text.contains("reset by peer") { return "the connection was cut" }
    if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidateCertificate") {
      return "its certificate is not trusted; an office with its own needs `join --ca FILE`"
    }
    if text.contains("EHOSTUNREACH") || text.contains("ENETUNREACH") { return "no route" }
    if text.contains("getaddrinfo") || text.contains("UnknownHost") || text.contains("NIOConnectionError") {
      return "no such host, or no network"
    }
    return Phrase(verbatim: String(text.prefix { !$0.isNewline }.prefix(120)))
  }

  private static func later(_ seconds: Int) -> Phrase { seconds > 0 ? "in \(seconds) s" : "in a while" }
}
