import Foundation

/// Where a server is: scheme, host and port, and nothing else.
public struct HubAddress: Hashable, Sendable {
  /// Such as `https://godwit.example.com` or `http://127.0.0.1:8080`; without a slash at the end.
  public let text: String
  /// Whether what is sent could be read on the way: not encrypted, and not within this machine.
  public let isExposed: Bool

  /// - Throws: a usage error that says what an address looks like.
  public init(_ text: String) throws {
    let complete = text.contains("://") ? text : "https://" + text
    guard let url = URLComponents(string: complete), let scheme = url.scheme?.lowercased(),
      let host = url.host?.lowercased(), !host.isEmpty, scheme == "http" || scheme == "https",
      url.path.isEmpty || url.path == "/", url.query == nil, url.fragment == nil, url.user == nil
    else {
      throw FieldError(
        .usage, "\"\(text)\" is not a server's address: it looks like https://godwit.example.com or http://HOST:PORT")
    }
    self.text = "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
    isExposed = scheme == "http" && !["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
  }
}
