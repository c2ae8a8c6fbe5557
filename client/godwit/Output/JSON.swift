import ChangeModel
import Foundation

/// A JSON document (RFC 8259) whose members keep their order.
enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case real(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])
  /// JSON text as it is.
  case raw(String)

  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .real(let value): value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.quoted(value)
    case .array(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    case .raw(let text): text
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
          result += "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
          result += String(scalar.value, radix: 16)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}

extension JSON {
  init(_ value: Int) { self = .integer(Int64(value)) }
  init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
  init(_ value: String?) { self = value.map { .string($0) } ?? .null }

  /// A stored value: an ID as its text, other bytes in base 64.
  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .string(text)
    case .blob(let bytes): self = .string(RowID(bytes)?.description ?? Data(bytes).base64EncodedString())
    case .reference(let reference): self = JSON(reference.id?.description)
    }
  }

  /// A text that is JSON as such, any other as a string.
  init(embedding text: String?) {
    guard let text else {
      self = .null
      return
    }
    let isJSON = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    self = isJSON ? .raw(text) : .string(text)
  }
}
