import ChangeModel
import MergeEngine
import SyncProtocol

extension RowRecord {
  /// - Throws: `HubStoreError.inconsistent` for a row that could not be read back.
  package static func encode(_ row: RowState) throws -> [UInt8] {
    let untouched = untouched(since: row.created)
    var flags = Flags()
    if row.entered != row.changed { flags.insert(.entered) }
    if row.isDeleted { flags.insert(.deleted) }
    if !row.groups.allSatisfy({ $0 == untouched }) { flags.insert(.groups) }

    var writer = ByteWriter(capacity: 256)
    writer.write(byte: Flags.version | flags.rawValue)
    if flags.contains(.entered) { writer.write(signed: row.changed &- row.entered) }
    let writes = flags.isDisjoint(with: [.deleted, .groups]) ? nil : WriteTable(row)
    write(row.created, changed: row.changed, to: &writer)
    if let writes {
      writer.write(count: writes.list.count - 1)
      for other in writes.list.dropFirst() { write(other, changed: row.changed, to: &writer) }
      if let deletion = row.deletion { writer.write(count: writes.index(of: deletion)) }
    }
    try write(row.values, of: row.key, to: &writer)
    writer.write(count: row.groups.count)
    if flags.contains(.groups), let writes {
      try write(groups: row.groups, except: untouched, writes: writes, of: row, to: &writer)
    }
    return writer.bytes
  }

  private static func write(_ write: Write, changed: Position, to writer: inout ByteWriter) {
    writer.write(signed: write.dot.device)
    writer.write(signed: write.dot.sequence)
    writer.write(signed: changed &- write.position)
    writer.write(natural: write.stamp.milliseconds)
    writer.write(natural: write.stamp.rawValue & 0xFFFF)
  }

  private static func write(_ values: [Value], of key: RowKey, to writer: inout ByteWriter) throws {
    writer.write(count: values.count)
    for value in values {
      guard isReadable(value) else {
        throw HubStoreError.inconsistent(
          what:
            "a value of row \(key.row) in table \(key.table) is over \(Limits.valueBytesMax) bytes or refers to nothing"
        )
      }
      ValueCodec.write(value, to: &writer)
    }
  }

  private static func isReadable(_ value: Value) -> Bool {
    switch value {
    case .null, .integer, .real: true
    case .text(let text): text.utf8.count <= Limits.valueBytesMax
    case .blob(let bytes): bytes.count <= Limits.valueBytesMax
    case .reference(let reference): reference.row > 0 || reference.row == 0 && reference.id != nil
    }
  }

  private static func write(
    groups: [GroupState], except untouched: GroupState, writes: WriteTable, of row: RowState,
    to writer: inout ByteWriter
  ) throws {
    let touched = groups.indices.filter { groups[$0] != untouched }
    writer.write(count: touched.count)
    var next = 0
    for index in touched {
      writer.write(count: index - next)
      next = index + 1
      try write(groups[index], writes: writes, of: row, to: &writer)
    }
  }

  private static func write(
    _ group: GroupState, writes: WriteTable, of row: RowState, to writer: inout ByteWriter
  ) throws {
    var flags = GroupFlags()
    if group.changed != group.winner.position { flags.insert(.changed) }
    if !group.siblings.isEmpty { flags.insert(.siblings) }
    if !group.additions.isEmpty { flags.insert(.additions) }
    writer.write(varint: UInt64(writes.index(of: group.winner)) << GroupFlags.bits | flags.rawValue)
    if flags.contains(.changed) { writer.write(signed: row.changed &- group.changed) }
    if flags.contains(.siblings) {
      writer.write(count: group.siblings.count)
      for sibling in group.siblings {
        writer.write(count: writes.index(of: sibling.write))
        try write(sibling.values, of: row.key, to: &writer)
      }
    }
    if flags.contains(.additions) {
      writer.write(count: group.additions.count)
      for addition in group.additions {
        writer.write(text: addition.element)
        writer.write(count: writes.index(of: addition.write))
      }
    }
  }
}

/// The distinct writes that a row's metadata names, its insert first.
private struct WriteTable {
  private(set) var list: [Write] = []
  private var indices: [Write: Int] = [:]

  init(_ row: RowState) {
    add(row.created)
    if let deletion = row.deletion { add(deletion) }
    for group in row.groups {
      add(group.winner)
      for sibling in group.siblings { add(sibling.write) }
      for addition in group.additions { add(addition.write) }
    }
  }

  /// The index of a write of the row.
  func index(of write: Write) -> Int { indices[write, default: 0] }

  private mutating func add(_ write: Write) {
    if indices[write] == nil {
      indices[write] = list.count
      list.append(write)
    }
  }
}
