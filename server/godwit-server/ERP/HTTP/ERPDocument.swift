import Foundation

/// Rows of one kind that another system sends at once, under a name by which a repetition is known.
struct ERPDocument: Decodable {
  static let rowsMax = 10_000

  /// The sender's own name for it, such as `products-000123`.
  var document: String
  /// What says a state counts up: one with a lower number than the last is refused.
  var sequence: Int64?
  var rows: [[String: ERPCell]]

  /// - Throws: `ERPFault` that says what is wrong with the body.
  init(body: [UInt8]) throws {
    do {
      self = try JSONDecoder().decode(ERPDocument.self, from: Data(body))
    } catch let error as DecodingError {
      throw ERPFault.malformed(Self.words(for: error))
    }
    guard !document.isEmpty, document.utf8.count <= 200 else {
      throw ERPFault.malformed("document is a name of 1 to 200 bytes")
    }
    guard rows.count <= Self.rowsMax else {
      throw ERPFault.malformed("more than \(Self.rowsMax) rows: send them in several documents")
    }
  }

  private static func words(for error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is of another type"
    default: "the body is no JSON object with document and rows"
    }
  }
}

/// Why a request of another system is refused.
enum ERPFault: Error {
  case malformed(String)
  case unknownPath
  case wrongMethod(allowed: String)
  /// The same name came before with other content.
  case otherContent(document: String)
  /// A later state was taken already.
  case older(sequence: Int64, last: Int64)

  var status: Int {
    switch self {
    case .malformed: 400
    case .unknownPath: 404
    case .wrongMethod: 405
    case .otherContent, .older: 409
    }
  }

  var code: String {
    switch self {
    case .malformed: "malformed"
    case .unknownPath: "not_found"
    case .wrongMethod: "wrong_method"
    case .otherContent: "other_content"
    case .older: "older"
    }
  }

  var message: String {
    switch self {
    case .malformed(let what): "The request cannot be read: \(what)."
    case .unknownPath: "There is no such endpoint. /v1/erp/openapi.json describes those that there are."
    case .wrongMethod(let allowed): "This endpoint takes \(allowed)."
    case .otherContent(let document):
      "The document \(document) came before with other content. Give each document a name of its own."
    case .older(let sequence, let last):
      "The document has the sequence \(sequence), but \(last) was taken already. Send the present state under a higher one."
    }
  }
}
