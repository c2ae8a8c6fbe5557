import ChangeModel

extension ChangeSetCodec {
  public static func decode(_ bytes: [UInt8]) throws(ProtocolError) -> ChangeSet {
    guard bytes.count <= Limits.changeSetBytesMax else {
      throw .tooLarge("a change set of \(bytes.count) bytes; at most \(Limits.changeSetBytesMax) are allowed")
    }
    var reader = ByteReader(bytes)
    let head = try reader.readByte()
    guard head & 0xF0 == layout, head & 0x08 == 0 else { throw .malformed("a change set in no known layout") }
    var changeSet = try readHeader(head, from: &reader)
    let ids = try IDTable.read(
      near: changeSet.stamp.milliseconds, max: Limits.changeSetCellsMax, from: &reader)
    let groupCount = try reader.readCount("groups of changes", max: Limits.changeSetRowsMax, each: 3)
    var groups = [[RowChange]]()
    var room = Room()
    var keys = Set<ChangeGroup.Key>()
    for _ in 0..<groupCount {
      let group = try readGroup(ids: ids, room: &room, from: &reader)
      // What belongs in one group would come back as one, and may then be refused.
      if let first = group.first, !keys.insert(ChangeGroup.Key(of: first)).inserted {
        throw .malformed("two groups of one table, kind and lag")
      }
      groups.append(group)
    }
    if head & runsFlag != 0 {
      changeSet.changes = try readRuns(of: groups, from: &reader)
    } else {
      changeSet.changes = groups.count == 1 ? groups[0] : Array(groups.joined())
    }
    try reader.finish()
    return changeSet
  }

  /// What the limits leave for the groups still to be read.
  private struct Room {
    var rows = Limits.changeSetRowsMax
    var cells = Limits.changeSetCellsMax

    mutating func take(cells count: Int) throws(ProtocolError) {
      cells -= count
      if cells < 0 { throw .tooLarge("a change set of more than \(Limits.changeSetCellsMax) cells") }
    }
  }

  private static func readHeader(_ head: UInt8, from reader: inout ByteReader) throws(ProtocolError) -> ChangeSet {
    let device = try reader.readPositive("the device")
    let dot = Dot(device: device, sequence: try reader.readPositive("the sequence"))
    let milliseconds = try reader.readNatural()
    let counter = try reader.readNatural()
    guard milliseconds < 1 << 47, counter < 1 << 16 else { throw .malformed("a stamp is out of range") }
    let stamp = Stamp(milliseconds: milliseconds, counter: UInt16(counter))
    let base = try reader.readNatural()
    var others = [Dot]()
    if head & othersFlag != 0 {
      let count = try reader.readCount("devices in a context", max: Limits.contextDevicesMax, each: 2)
      for _ in 0..<count {
        let dot = Dot(
          device: try reader.readPositive("a device"), sequence: try reader.readPositive("a sequence"))
        if let last = others.last, last >= dot { throw .malformed("the devices of a context are not in order") }
        others.append(dot)
      }
    }
    return ChangeSet(
      dot: dot, stamp: stamp, context: Context(base: base, others: others), isUnion: head & unionFlag != 0,
      changes: [])
  }

  private static func readGroup(
    ids: [RowID], room: inout Room, from reader: inout ByteReader
  ) throws(ProtocolError) -> [RowChange] {
    let table = try reader.readNumber("as a table's index", max: Limits.tablesMax - 1)
    let head = try reader.readByte()
    guard let kind = RowChange.Kind(rawValue: head & 3), head >> 4 == 0 else {
      throw .malformed("a change is of no known kind")
    }
    let lag = head & lagFlag == 0 ? 0 : try reader.readPositive("a lag")
    let count = head & manyFlag == 0 ? 1 : try reader.readCount("row changes", max: room.rows)
    guard count > 0, room.rows > 0 else { throw .malformed("a group without changes, or too many") }
    room.rows -= count
    var changes = [RowChange]()
    changes.reserveCapacity(count)
    for name in try RowNameColumn.read(count, ids: ids, from: &reader) {
      if case .number = name, kind == .insert { throw .malformed("an insert names its row by number") }
      changes.append(RowChange(table: table, row: name, kind: kind, lag: lag))
    }
    if kind != .delete { try readCells(of: &changes, ids: ids, room: &room, from: &reader) }
    return changes
  }

  private static func readCells(
    of changes: inout [RowChange], ids: [RowID], room: inout Room, from reader: inout ByteReader
  ) throws(ProtocolError) {
    let masks = try MaskColumn.read(changes.count, from: &reader)
    try room.take(cells: masks.reduce(0) { $0 + $1.nonzeroBitCount })
    for (index, mask) in masks.enumerated() { changes[index].cells.reserveCapacity(mask.nonzeroBitCount) }
    for column in MaskColumn.columns(of: masks.reduce(0, |)) {
      let rows = masks.indices.filter { masks[$0] >> UInt64(column) & 1 == 1 }
      let edits = try EditColumn.read(rows.count, ids: ids, from: &reader)
      for (row, edit) in zip(rows, edits) {
        changes[row].cells.append(CellChange(column: column, edit: edit))
      }
    }
  }

  private static func readRuns(
    of groups: [[RowChange]], from reader: inout ByteReader
  ) throws(ProtocolError) -> [RowChange] {
    let runCount = try reader.readCount("runs", max: Limits.changeSetRowsMax)
    let places = try IntegerColumn.read(runCount, from: &reader)
    let counts = try IntegerColumn.read(runCount, from: &reader)
    var rest = groups.map { $0[...] }
    var changes = [RowChange]()
    for (place, count) in zip(places, counts) {
      guard let group = Int(exactly: place), rest.indices.contains(group), count > 0, count <= rest[group].count else {
        throw .malformed("the runs do not fit the groups of changes")
      }
      changes += rest[group].prefix(Int(count))
      rest[group] = rest[group].dropFirst(Int(count))
    }
    guard rest.allSatisfy(\.isEmpty) else { throw .malformed("the runs leave changes out") }
    return changes
  }
}
