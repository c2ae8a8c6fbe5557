import ChangeModel

/// Change sets as bytes: a header, one table of IDs, and the row changes in columns. SPEC.md has the layout.
///
/// The encoding of a change set is unique: equal ones have equal bytes, on every machine.
public enum ChangeSetCodec {
  /// The layout's number, in the high half of the first byte.
  static let layout: UInt8 = 0x10
  static let unionFlag: UInt8 = 1
  static let othersFlag: UInt8 = 2
  static let runsFlag: UInt8 = 4

  /// In the byte after a group's table, above the kind.
  static let lagFlag: UInt8 = 4
  static let manyFlag: UInt8 = 8

  /// - Parameter changeSet: a valid one; the cells of each change ascend by column.
  public static func encode(_ changeSet: ChangeSet) -> [UInt8] {
    let groups = ChangeGroups(changeSet.changes)
    var ids = IDTable()
    for case .id(let id) in changeSet.changes.lazy.map(\.row) { _ = ids.place(of: id) }
    var body = ByteWriter(capacity: 32 + changeSet.changes.count * 16)
    body.write(count: groups.groups.count)
    for group in groups.groups { write(group, of: changeSet, ids: &ids, to: &body) }
    if !groups.isOrdered { write(groups.runs, to: &body) }

    var writer = ByteWriter(capacity: 48 + ids.ids.count * 4 + body.count)
    writeHeader(changeSet, hasRuns: !groups.isOrdered, to: &writer)
    ids.write(near: changeSet.stamp.milliseconds, to: &writer)
    writer.write(raw: body.bytes)
    return writer.bytes
  }

  private static func writeHeader(_ changeSet: ChangeSet, hasRuns: Bool, to writer: inout ByteWriter) {
    var head = layout
    if changeSet.isUnion { head |= unionFlag }
    if !changeSet.context.others.isEmpty { head |= othersFlag }
    if hasRuns { head |= runsFlag }
    writer.write(byte: head)
    writer.write(natural: changeSet.dot.device)
    writer.write(natural: changeSet.dot.sequence)
    writer.write(natural: changeSet.stamp.milliseconds)
    writer.write(natural: changeSet.stamp.rawValue & 0xFFFF)
    writer.write(natural: changeSet.context.base)
    if changeSet.context.others.isEmpty { return }
    writer.write(count: changeSet.context.others.count)
    for dot in changeSet.context.others {
      writer.write(natural: dot.device)
      writer.write(natural: dot.sequence)
    }
  }

  private static func write(
    _ group: ChangeGroup, of changeSet: ChangeSet, ids: inout IDTable, to writer: inout ByteWriter
  ) {
    let count = group.places.count
    writer.write(count: group.key.table)
    let flags = (group.key.lag != 0 ? lagFlag : 0) | (count != 1 ? manyFlag : 0)
    writer.write(byte: group.key.kind.rawValue | flags)
    if group.key.lag != 0 { writer.write(natural: group.key.lag) }
    if count != 1 { writer.write(count: count) }
    let changes = changeSet.changes
    RowNameColumn.write(group.places.map { changes[$0].row }, ids: &ids, to: &writer)
    if group.key.kind == .delete { return }
    let masks = group.places.map { changes[$0].mask }
    MaskColumn.write(masks, to: &writer)
    for column in MaskColumn.columns(of: masks.reduce(0, |)) {
      if let values = values(of: column, group.places, masks, changes) {
        ColumnCodec.write(values, ids: &ids, to: &writer)
      } else {
        EditColumn.write(edits(of: column, group.places, masks, changes), ids: &ids, to: &writer)
      }
    }
  }

  /// The new values of a column, or nil if some of its edits are differences.
  private static func values(
    of column: Int, _ places: [Int], _ masks: [UInt64], _ changes: [RowChange]
  ) -> [Value]? {
    var values = [Value]()
    values.reserveCapacity(places.count)
    for (place, mask) in zip(places, masks) where mask >> UInt64(column) & 1 == 1 {
      guard case .set(let value) = changes[place].cells[MaskColumn.place(of: column, in: mask)].edit else { return nil }
      values.append(value)
    }
    return values
  }

  private static func edits(
    of column: Int, _ places: [Int], _ masks: [UInt64], _ changes: [RowChange]
  ) -> [Edit] {
    var edits = [Edit]()
    edits.reserveCapacity(places.count)
    for (place, mask) in zip(places, masks) where mask >> UInt64(column) & 1 == 1 {
      edits.append(changes[place].cells[MaskColumn.place(of: column, in: mask)].edit)
    }
    return edits
  }

  private static func write(_ runs: [ChangeRun], to writer: inout ByteWriter) {
    writer.write(count: runs.count)
    IntegerColumn(runs.map { Int64($0.group) }).write(to: &writer)
    IntegerColumn(runs.map { Int64($0.count) }).write(to: &writer)
  }
}
