import ChangeModel
import GRDB

/// A sealed change set that waits for its result.
struct OutboxEntry {
  var sequence: Sequence
  /// As it is sent.
  var changeSet: [UInt8]
  /// See `PartList`.
  var parts: [UInt8]? = nil
  /// Milliseconds since 1970 UTC.
  var sealedAt: Int64
}

/// The table of sealed change sets.
struct Outbox {
  let statements: Statements

  func add(_ entry: OutboxEntry) throws {
    let statement = try statements("INSERT INTO godwit_outbox VALUES (?, ?, ?, ?)")
    statement.bind(entry.sequence, at: 1)
    statement.bind(entry.changeSet, at: 2)
    if let parts = entry.parts { statement.bind(parts, at: 3) } else { statement.bindNull(at: 3) }
    statement.bind(entry.sealedAt, at: 4)
    try statement.run()
  }

  func entry(_ sequence: Sequence) throws -> OutboxEntry? {
    let statement = try statements(
      "SELECT sequence, change_set, parts, sealed_at FROM godwit_outbox WHERE sequence = ?")
    statement.bind(sequence, at: 1)
    defer { statement.reset() }
    return try statement.step() ? Self.entry(statement) : nil
  }

  /// What was sealed after this sequence, in order.
  func entries(after sequence: Sequence) throws -> [OutboxEntry] {
    let statement = try statements(
      "SELECT sequence, change_set, parts, sealed_at FROM godwit_outbox WHERE sequence > ? ORDER BY sequence")
    statement.bind(sequence, at: 1)
    var entries = [OutboxEntry]()
    while try statement.step() { entries.append(Self.entry(statement)) }
    return entries
  }

  func remove(_ sequence: Sequence) throws {
    let statement = try statements("DELETE FROM godwit_outbox WHERE sequence = ?")
    statement.bind(sequence, at: 1)
    try statement.run()
  }

  private static func entry(_ statement: RawStatement) -> OutboxEntry {
    OutboxEntry(
      sequence: statement.int64(0), changeSet: statement.bytes(1),
      parts: statement.isNull(2) ? nil : statement.bytes(2),
      sealedAt: statement.int64(3))
  }
}
