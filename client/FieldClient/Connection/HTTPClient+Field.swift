import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL

extension HTTPClient.Configuration {
  /// How a field device talks to its server: no redirects (a login page's trick), no endless waits.
  /// - Parameter authority: the path of a PEM file with the only certificates to believe, if there is one.
  static func field(authority: String) -> HTTPClient.Configuration {
    var security = TLSConfiguration.makeClientConfiguration()
    if FileManager.default.fileExists(atPath: authority) { security.trustRoots = .file(authority) }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: security,
      redirectConfiguration: .disallow,
      timeout: Timeout(connect: .seconds(10), read: .seconds(LiveSignal.silenceSecondsMax), write: .seconds(60)))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }
}

/// Runs the body with a connection pool of its own, which is gone when the body is done.
func withFieldHTTP<Result: Sendable>(
  for home: HomeFolder, _ body: (HTTPClient) async throws -> Result
) async throws -> Result {
  let http = HTTPClient(configuration: .field(authority: home.authorityPath))
  do {
    let result = try await body(http)
    try? await http.shutdown()
    return result
  } catch {
    try? await http.shutdown()
    throw error
  }
}
