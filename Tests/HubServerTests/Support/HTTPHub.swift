import ChangeModel
import Foundation
import HubStore
import Hummingbird
import HummingbirdTesting
import MergeEngine
import SyncProtocol
import TestSupport

@testable import Hub
@testable import HubServer

/// The same test in process and over a real port.
enum Transport: CaseIterable, Sendable {
  case router
  case live

  var setup: TestingSetup {
    switch self {
    case .router: .router
    case .live: .live
    }
  }
}

/// A hub behind its endpoints.
struct HTTPHub: Sendable {
  let hub: TestHub
  let application: HubApplication

  init(
    rules: any BusinessRules = NoBusinessRules(), store: (any HubStore)? = nil,
    configure: (inout HubConfiguration) -> Void = { _ in }
  ) throws {
    hub = try TestHub(rules: rules, store: store)
    var configuration = HubConfiguration()
    configuration.port = 0
    configure(&configuration)
    application = HubApplication(service: hub.service, configuration: configuration, logger: .silent)
  }

  func run<Value: Sendable>(
    _ transport: Transport, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    try await application.devices().test(transport.setup) { try await body($0) }
  }

  /// Sends a frame, signed by the device unless a header is given.
  func post(
    _ message: Message, to path: String, by device: TestDevice?, header: AuthHeader? = nil,
    over client: any TestClientProtocol
  ) async throws -> (status: Int, message: Message, retryAfter: String?) {
    let body = Frame.encode(message)
    let header = header ?? device.map { self.header(for: $0, path: path, body: body) }
    return try await post(body, to: path, header: header, over: client)
  }

  func post(
    _ body: [UInt8], to path: String, header: AuthHeader?, over client: any TestClientProtocol
  ) async throws -> (status: Int, message: Message, retryAfter: String?) {
    let response = try await client.execute(
      uri: path, method: .post, headers: headers(header), body: ByteBuffer(bytes: body))
    return (
      response.status.code, try Frame.decode(Array(response.body.readableBytesView)), response.headers[.retryAfter]
    )
  }

  func headers(_ header: AuthHeader?) -> HTTPFields {
    var fields: HTTPFields = [.contentType: FrameResponse.contentType]
    if let header, let name = HTTPFields.Element.Name(AuthHeader.name) { fields[name] = header.text }
    return fields
  }

  func header(for device: TestDevice, method: String = "POST", path: String, body: [UInt8]) -> AuthHeader {
    device.key.header(
      org: device.org, device: device.number, time: hub.clock.now,
      nonce: Data(hub.clock.randomBytes(12)).base64EncodedString(), method: method, path: path, body: body)
  }
}
