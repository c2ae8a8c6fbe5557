import ChangeModel

/// One thing that a user meant to write: the statements of one transaction, and what must come of them.
struct Intent: Sendable {
  /// Counts all intents of a world, so that one can be left out by its number.
  var number: Int
  /// Whether a foreign SQLite client writes it, which knows nothing of Godwit.
  var isForeign: Bool
  var statements: [String] = []
  var edits: [ExpectedEdit] = []
  /// The true time, in milliseconds since 1970 UTC.
  var time: Int64 = 0
  /// For people who read the trace.
  var text: String
}

/// What an intent must bring into the change set that holds it.
struct ExpectedEdit: Hashable, Sendable {
  enum What: Hashable, Sendable {
    /// A new row; the values of those columns that were named.
    case insert([Int: Value])
    /// A value for a register or a text.
    case set(column: Int, old: Value, new: Value)
    case add(column: Int, Int64)
    /// An edit of a set: its elements after.
    case elements(column: Int, old: [String], new: [String])
    case delete
  }

  var table: Int
  var id: RowID
  /// The row's number when the intent was written down; 0 for a new row.
  var row: Int64 = 0
  var what: What
}

/// How values are written in SQL.
enum SQLLiteral {
  static func text(_ value: Value) -> String {
    switch value {
    case .null: "NULL"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): quoted(text)
    case .blob(let bytes): hex(bytes)
    case .reference(let reference): reference.id.map { hex($0.bytes) } ?? "NULL"
    }
  }

  static func text(_ id: RowID) -> String { hex(id.bytes) }

  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    "x'" + bytes.hexadecimal + "'"
  }
}
