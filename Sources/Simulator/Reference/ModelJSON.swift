import ChangeModel
import Foundation

/// JSON as the server writes it into sets and conflict rows.
enum ModelJSON {
  /// The elements of a set column; nothing for what is no array of texts.
  static func elements(of value: Value) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data((value.text ?? "").utf8))) ?? []
  }

  static func set(_ value: Value) -> String { set(Set(elements(of: value))) }

  static func set(_ elements: Set<String>) -> String {
    array(elements.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  static func array(_ texts: [String]) -> String { "[" + texts.map(string).joined(separator: ",") + "]" }

  /// Columns and their values; nil for a row that is not there.
  static func object(_ columns: [String], _ values: [Value]?) -> String {
    guard let values else { return #"{"id":null}"# }
    return "{" + zip(columns, values).map { string($0) + ":" + text($1) }.joined(separator: ",") + "}"
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? String(number) : "null"
    case .text(let text): string(text)
    case .blob(let bytes): string(bytes.map { String(format: "%02x", $0) }.joined())
    case .reference(let reference): reference.id.map { string($0.description) } ?? String(reference.row)
    }
  }

  private static func string(_ text: String) -> String {
    let named: [Unicode.Scalar: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"]
    let scalars = text.unicodeScalars.map { scalar in
      named[scalar] ?? (scalar.value < 32 ? String(format: "\\u%04x", scalar.value) : String(scalar))
    }
    return "\"" + scalars.joined() + "\""
  }
}
