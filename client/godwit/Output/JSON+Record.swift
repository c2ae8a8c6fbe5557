import ChangeModel
import FieldClient

extension JSON {
  /// Columns that hold JSON texts.
  private static let embedded: Set<String> = [
    "tags", "columns", "kept", "lost", "choices", "custom_fields", "proposals",
  ]

  /// A row as an object, column to value as stored: times in milliseconds UTC, money in minor units.
  init(_ record: Record) {
    self = .object(
      zip(record.columns, record.values).map { column, value in
        (column, Self.embedded.contains(column) ? JSON(embedding: value.text) : JSON(value))
      })
  }

  init(_ records: [Record]) { self = .array(records.map { JSON($0) }) }

  /// The same object with members added at its end.
  func adding(_ members: (String, JSON)...) -> JSON {
    if case .object(let own) = self { return .object(own + members) }
    return self
  }
}
