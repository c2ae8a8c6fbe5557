/// What another system of the org, such as an ERP, can ask of the office over HTTP. HubServer carries it and checks the
/// token; what is asked and answered is the trade's.
public protocol OfficeDesk: Sendable {
  /// Answers a request whose token was right.
  func answer(_ request: DeskRequest) async -> DeskAnswer
  /// The description of all endpoints, in the form of OpenAPI, as JSON.
  var description: [UInt8] { get }
}

/// A request to the office's desk.
public struct DeskRequest: Sendable {
  /// In capital letters.
  public var method: String
  /// What follows `/v1/erp/`.
  public var path: String
  /// The values of the query, decoded.
  public var query: [String: String]
  public var body: [UInt8]

  public init(method: String, path: String, query: [String: String] = [:], body: [UInt8] = []) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
  }
}

/// A status of HTTP, and a JSON document.
public struct DeskAnswer: Sendable {
  public var status: Int
  public var body: [UInt8]

  public init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}
