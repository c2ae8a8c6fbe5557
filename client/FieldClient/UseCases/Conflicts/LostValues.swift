import ChangeModel
import Foundation

/// The values that a conflict row keeps as a JSON object, column to value.
enum LostValues {
  /// Whether what was lost is a deletion: the row's ID is null there.
  static func isDeletion(_ json: String?) -> Bool {
    let object = json.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    return object?["id"] is NSNull
  }

  /// The values as cells of the row's table; columns that the replica does not know are left out.
  static func cells(_ json: String?, of table: TableSchema) throws -> Cells {
    guard let json, let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else {
      throw FieldError(.failed, "what was lost cannot be read: write the values with --set COLUMN=VALUE")
    }
    var cells = Cells()
    for column in table.columns {
      guard let value = object[column.name] else { continue }
      cells[column.name] = try self.value(of: value, column: column)
    }
    return cells
  }

  /// A value that a person wrote, as the column holds it; nothing is NULL.
  static func value(_ text: String, of column: ColumnSchema) throws -> Value {
    if text.isEmpty { return .null }
    switch column.kind {
    case .text: return .text(text)
    case .integer: if let number = Int64(text) { return .integer(number) }
    case .real: if let number = Double(text) { return .real(number) }
    case .reference, .blob: if let id = RowID(text) { return Value(id) }
    }
    throw FieldError(.usage, "\"\(text)\" is no value for \(column.name)")
  }

  private static func value(of json: Any, column: ColumnSchema) throws -> Value {
    if json is NSNull { return .null }
    switch column.kind {
    case .text: if let text = json as? String { return .text(text) }
    case .integer: if let number = json as? NSNumber { return .integer(number.int64Value) }
    case .real: if let number = json as? NSNumber { return .real(number.doubleValue) }
    case .reference, .blob:
      if let text = json as? String, let bytes = bytes(text) { return .blob(bytes) }
    }
    throw FieldError(.failed, "the lost value of \(column.name) cannot be read: write it with --set")
  }

  /// The bytes of a UUID or of hexadecimal digits.
  private static func bytes(_ text: String) -> [UInt8]? {
    if let id = RowID(text) { return id.bytes }
    let digits = Array(text)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes = [UInt8]()
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(digits[index...(index + 1)]), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
