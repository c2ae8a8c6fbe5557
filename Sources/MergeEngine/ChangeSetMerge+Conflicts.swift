import ChangeModel

/// A conflict of this merge, to become a row of the conflict table.
struct RecordedConflict {
  /// The row in which it happened.
  var key: RowKey
  /// The group's columns; empty when the whole row is what stands or is lost.
  var columns: [Int]
  var conflict: GroupConflict
}

extension ChangeSetMerge {
  /// Writes a conflict row, in the scope of its subject. Its ID follows from what happened, so that the same history
  /// always gives the same rows.
  mutating func record(_ recorded: RecordedConflict) {
    guard let tableIndex = schema.conflictIndex, let subject = working.row(recorded.key) else { return }
    let table = schema.tables[tableIndex]
    let texts = words(recorded, subject: subject)
    let values = table.columns.map { column -> Value in
      switch column.name {
      case ConflictColumns.tableName: .text(schema.tables[subject.key.table].name)
      case ConflictColumns.rowID: .blob(subject.id.bytes)
      case ConflictColumns.columns: .text(texts.columns)
      case ConflictColumns.kept: .text(texts.kept)
      case ConflictColumns.lost: .text(texts.lost)
      case ConflictColumns.rule: .text(recorded.conflict.rule.rawValue)
      case ConflictColumns.status:
        .text(recorded.conflict.rule == .ask ? ConflictColumns.openStatus : ConflictColumns.settledStatus)
      case ConflictColumns.recordedAt: .integer(now)
      case ConflictColumns.keptDevice: .integer(recorded.conflict.keptWrite.dot.device)
      case ConflictColumns.lostDevice: .integer(recorded.conflict.lostWrite.dot.device)
      case ConflictColumns.territory: territoryValue(of: subject.scope)
      default: column.fallback
      }
    }
    let key = RowKey(table: tableIndex, row: working.nextRow(in: tableIndex))
    // A change set can lose the same of one row twice: it brings a row back, and then fails to delete it.
    var repetition = 0
    var id = conflictID(recorded, subject: subject, repetition: 0)
    while working.key(of: .id(id), in: tableIndex) != nil {
      repetition += 1
      id = conflictID(recorded, subject: subject, repetition: repetition)
    }
    working.put(
      RowState(
        key: key, id: id, scope: subject.scope, parent: subject.key,
        entered: position, changed: position, created: ownWrite, values: values,
        groups: table.groups.map { _ in GroupState(changed: position, winner: ownWrite) }))
  }

  /// The JSON texts. A conflict about a whole row is one about its ID: it is there, or it is null.
  private func words(_ recorded: RecordedConflict, subject: RowState) -> (columns: String, kept: String, lost: String) {
    let conflict = recorded.conflict
    if recorded.columns.isEmpty {
      let present = "{\"id\":\(JSONText.string(subject.id.description))}"
      return ("[\"id\"]", present, "{\"id\":null}")
    }
    let names = recorded.columns.map { schema.tables[subject.key.table].columns[$0].name }
    let gone = "{\"id\":null}"
    return (
      "[" + names.map(JSONText.string).joined(separator: ",") + "]",
      conflict.kept.isEmpty ? gone : JSONText.object(names, conflict.kept),
      conflict.lost.isEmpty ? gone : JSONText.object(names, conflict.lost)
    )
  }

  private func conflictID(_ recorded: RecordedConflict, subject: RowState, repetition: Int) -> RowID {
    var hash = SipHash()
    hash.append("conflict")
    for number in [write.dot.device, write.dot.sequence, Int64(subject.key.table), Int64(recorded.columns.first ?? -1)]
    {
      hash.append(UInt64(bitPattern: number))
    }
    hash.append(subject.id.high)
    hash.append(subject.id.low)
    hash.append(recorded.conflict.rule.rawValue)
    if repetition > 0 { hash.append(UInt64(repetition)) }
    let digest = hash.finish()
    // Version 8 (RFC 9562): the content is our own.
    return RowID(
      high: digest.high & ~0xF000 | 0x8000, low: digest.low & (1 << 62 - 1) | 2 << 62)
  }
}

extension JSONText {
  static func object(_ names: [String], _ values: [Value]) -> String {
    "{" + zip(names, values).map { string($0) + ":" + value($1) }.joined(separator: ",") + "}"
  }

  /// A value as JSON; bytes as hexadecimal digits, a reference as the target's ID.
  static func value(_ value: Value) -> String {
    switch value {
    case .null: return "null"
    case .integer(let number): return String(number)
    case .real(let number): return number.isFinite ? String(number) : "null"
    case .text(let text): return string(text)
    case .blob(let bytes): return string(bytes.hexadecimal)
    case .reference(let reference): return reference.id.map { string($0.description) } ?? String(reference.row)
    }
  }
}
