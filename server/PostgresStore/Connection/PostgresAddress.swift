import HubStore

/// Where a database is: what libpq takes as a connection string, with what Godwit asks of every connection.
///
/// Whatever the text leaves out comes from libpq's environment variables and password file.
public struct PostgresAddress: Hashable, Sendable {
  /// `postgres://...`, which may hold a password: never to be logged or shown.
  public let text: String

  /// - Returns: nil for a text that is not an address of a PostgreSQL database.
  public init?(_ text: String) {
    guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else { return nil }
    self.text = text
  }

  /// The address without a password, for people.
  public var shown: String {
    guard let scheme = text.range(of: "://"), let at = text.lastIndex(of: "@"), at > scheme.upperBound else {
      return Self.withoutPasswordOption(text)
    }
    let user = text[scheme.upperBound..<at].split(separator: ":", maxSplits: 1).first ?? ""
    return Self.withoutPasswordOption(text[..<scheme.upperBound] + user + text[at...])
  }

  private static func withoutPasswordOption(_ text: some StringProtocol) -> String {
    guard let query = text.firstIndex(of: "?") else { return String(text) }
    let options = text[text.index(after: query)...].split(separator: "&").filter { !$0.hasPrefix("password=") }
    return String(text[..<query]) + (options.isEmpty ? "" : "?" + options.joined(separator: "&"))
  }

  /// Keywords and values for libpq. What stands before the address may be said otherwise in it; what stands behind may not.
  var settings: [(String, String)] {
    [
      ("connect_timeout", "10"), ("tcp_user_timeout", "15000"), ("keepalives_idle", "10"),
      ("keepalives_interval", "5"), ("keepalives_count", "3"), ("target_session_attrs", "read-write"),
      ("fallback_application_name", "godwit-server"),
      ("dbname", text),
      ("client_encoding", "UTF8"),
    ]
  }
}
