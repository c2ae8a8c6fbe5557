import ChangeModel
import GRDB

/// Change sets that the server took, kept for a while: one that is restored from a backup asks for them again.
struct KeptChangeSets {
  /// The latest so many are kept, while they are not larger together than this. No age: a clock that is set forward would
  /// make all of them old at once.
  static let countMax: Sequence = 4_096
  static let bytesMax: Int64 = 4 << 20

  let statements: Statements

  /// - Parameter now: milliseconds since 1970 UTC.
  func add(_ entry: OutboxEntry, now: Int64) throws {
    let statement = try statements(
      """
      INSERT OR REPLACE INTO godwit_kept(sequence, change_set, kept_at, bytes_before)
      VALUES (?1, ?2, ?3, coalesce(
        (SELECT bytes_before + length(change_set) FROM godwit_kept WHERE sequence < ?1 ORDER BY sequence DESC LIMIT 1), 0))
      """)
    statement.bind(entry.sequence, at: 1)
    statement.bind(entry.changeSet, at: 2)
    statement.bind(now, at: 3)
    try statement.run()
  }

  /// In sequence.
  /// - Parameter last: the last that has a result: what a restored server lost, and waits again, is kept as well.
  func entries(after sequence: Sequence, through last: Sequence = .max) throws -> [OutboxEntry] {
    let statement = try statements(
      "SELECT sequence, change_set, kept_at FROM godwit_kept WHERE sequence > ? AND sequence <= ? ORDER BY sequence")
    statement.bind(sequence, at: 1)
    statement.bind(last, at: 2)
    var entries = [OutboxEntry]()
    while try statement.step() {
      entries.append(
        OutboxEntry(sequence: statement.int64(0), changeSet: statement.bytes(1), sealedAt: statement.int64(2)))
    }
    return entries
  }

  /// The sequence from which on nothing is missing but what the server rejected; nil when nothing is kept.
  func first() throws -> Sequence? {
    let statement = try statements("SELECT sequence FROM godwit_kept ORDER BY sequence LIMIT 1")
    defer { statement.reset() }
    return try statement.step() ? statement.int64(0) : nil
  }

  /// Forgets the oldest as long as they are more, or more bytes, than is kept.
  func purge() throws {
    guard let newest = try row("DESC") else { return }
    while let oldest = try row("ASC"), oldest.sequence < newest.sequence {
      let isKept =
        newest.sequence - oldest.sequence < Self.countMax && newest.bytesBefore - oldest.bytesBefore < Self.bytesMax
      if isKept { return }
      let removal = try statements("DELETE FROM godwit_kept WHERE sequence = ?")
      removal.bind(oldest.sequence, at: 1)
      try removal.run()
    }
  }

  func clear() throws {
    try statements("DELETE FROM godwit_kept").run()
  }

  private func row(_ order: String) throws -> (sequence: Sequence, bytesBefore: Int64)? {
    let statement = try statements(
      "SELECT sequence, bytes_before FROM godwit_kept ORDER BY sequence \(order) LIMIT 1")
    defer { statement.reset() }
    return try statement.step() ? (statement.int64(0), statement.int64(1)) : nil
  }
}
