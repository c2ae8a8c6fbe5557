import AsyncHTTPClient
import NIOCore

extension HTTPClient.Configuration {
  /// How a field device talks to its server: no redirects (a login page's trick), no endless waits.
  static var field: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: Timeout(connect: .seconds(10), read: .seconds(LiveSignal.silenceSecondsMax), write: .seconds(60)))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }
}

/// Runs the body with a connection pool of its own, which is gone when the body is done.
func withFieldHTTP<Result: Sendable>(_ body: (HTTPClient) async throws -> Result) async throws -> Result {
  let http = HTTPClient(configuration: .field)
  do {
    let result = try await body(http)
    try? await http.shutdown()
    return result
  } catch {
    try? await http.shutdown()
    throw error
  }
}
