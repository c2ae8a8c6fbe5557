import SyncProtocol

/// What to tell a person when the server refused a request.
enum HubError {
  static func error(for reply: ErrorReply, address: HubAddress) -> FieldError {
    switch reply.code {
    case .busy:
      let wait: Phrase = reply.retryAfterSeconds > 0 ? "in \(reply.retryAfterSeconds) s" : "in a while"
      return FieldError(
        .later, "the server is busy: nothing was lost, try again \(wait)", retryAfterSeconds: reply.retryAfterSeconds)
    case .internalError:
      return FieldError(
        .later, "the server failed (\(reply.message)): nothing was lost, try again later",
        retryAfterSeconds: reply.retryAfterSeconds)
    case .revoked:
      return FieldError(
        .failed,
        "the office revoked this device: your work is kept here; ask the office, then join with a new code in another --home"
      )
    case .badCode:
      return FieldError(.failed, "the code is not valid (any more): ask the office for a new one")
    case .unauthenticated:
      return FieldError(
        .failed, "the server does not know this device (\(reply.message)): ask the office whether it was removed")
    case .stale:
      return FieldError(
        .failed, "the server refused the time of the request (\(reply.message)): set this device's clock and try again")
    case .unsupportedVersion:
      return FieldError(.failed, "the server speaks another version (\(reply.message)): update godwit")
    case .notFound:
      return FieldError(.failed, "\(address.text) does not know the request: its server is of another version")
    case .malformed, .tooLarge, .sequenceGap, .dotReused, .epochChanged:
      return FieldError(.failed, "the server refused the request: \(reply.message)")
    }
  }
}
