import ChangeModel
import MergeEngine
import SyncProtocol

extension RowRecord {
  /// - Parameter shape: what the schema asks of the table's rows; nil leaves the row as it was stored.
  /// - Throws: `HubStoreError.damaged` for bytes that are no record.
  package static func decode(_ bytes: [UInt8], heading: Heading, shape: RowShape?) throws -> RowState {
    do throws(ProtocolError) {
      var reader = ByteReader(bytes)
      var row = try read(from: &reader, heading: heading)
      try reader.finish()
      shape?.fill(&row)
      return row
    } catch {
      throw HubStoreError.damaged(what: "row \(heading.key.row) of table \(heading.key.table): \(error.message)")
    }
  }

  private static func read(from reader: inout ByteReader, heading: Heading) throws(ProtocolError) -> RowState {
    let first = try reader.readByte()
    let flags = Flags(rawValue: first & 0x0F)
    guard first & 0xF0 == Flags.version, flags.isSubset(of: .all) else {
      throw ProtocolError(.unsupportedVersion, "a record begins with the unknown byte \(first)")
    }
    let entered = flags.contains(.entered) ? heading.changed &- (try reader.readSigned()) : heading.changed
    var writes = [try readWrite(from: &reader, changed: heading.changed)]
    var deletion: Write?
    if !flags.isDisjoint(with: [.deleted, .groups]) {
      for _ in 0..<(try reader.readCount("writes", max: .max, each: 5)) {
        writes.append(try readWrite(from: &reader, changed: heading.changed))
      }
      if flags.contains(.deleted) { deletion = try readOne(of: writes, from: &reader) }
    }
    let values = try readValues(from: &reader)
    let groupCount = try reader.readNumber("groups", max: groupsMax)
    var groups = [GroupState](repeating: untouched(since: writes[0]), count: groupCount)
    if flags.contains(.groups) {
      try readGroups(into: &groups, writes: writes, changed: heading.changed, from: &reader)
    }
    return RowState(
      key: heading.key, id: heading.id, scope: heading.scope, parent: heading.parent, entered: entered,
      changed: heading.changed, created: writes[0], deletion: deletion, values: values, groups: groups)
  }

  /// A damaged count must not take memory; no schema has nearly so many columns.
  private static let groupsMax = 1_000

  private static func readWrite(from reader: inout ByteReader, changed: Position) throws(ProtocolError) -> Write {
    let dot = Dot(device: try reader.readSigned(), sequence: try reader.readSigned())
    let position = changed &- (try reader.readSigned())
    let milliseconds = try reader.readNatural()
    let counter = try reader.readVarint()
    guard milliseconds < 1 << 47, let counter = UInt16(exactly: counter) else {
      throw ProtocolError(.malformed, "a stamp is no time")
    }
    return Write(dot: dot, position: position, stamp: Stamp(milliseconds: milliseconds, counter: counter))
  }

  private static func readOne(of writes: [Write], from reader: inout ByteReader) throws(ProtocolError) -> Write {
    writes[try reader.readNumber("write", max: writes.count - 1)]
  }

  private static func readValues(from reader: inout ByteReader) throws(ProtocolError) -> [Value] {
    let count = try reader.readCount("values", max: .max)
    var values = [Value]()
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try ValueCodec.read(from: &reader)) }
    return values
  }

  private static func readGroups(
    into groups: inout [GroupState], writes: [Write], changed: Position, from reader: inout ByteReader
  ) throws(ProtocolError) {
    var next = 0
    for _ in 0..<(try reader.readCount("changed groups", max: groups.count, each: 2)) {
      next += try reader.readNumber("group", max: groupsMax)
      guard next < groups.count else { throw ProtocolError(.malformed, "a group has no columns") }
      groups[next] = try readGroup(writes: writes, changed: changed, from: &reader)
      next += 1
    }
  }

  private static func readGroup(
    writes: [Write], changed: Position, from reader: inout ByteReader
  ) throws(ProtocolError) -> GroupState {
    let head = try reader.readVarint()
    let flags = GroupFlags(rawValue: head & (1 << GroupFlags.bits - 1))
    let index = head >> GroupFlags.bits
    guard index < UInt64(writes.count) else { throw ProtocolError(.malformed, "a group's write is not there") }
    let winner = writes[Int(index)]
    var group = GroupState(changed: winner.position, winner: winner)
    if flags.contains(.changed) { group.changed = changed &- (try reader.readSigned()) }
    if flags.contains(.siblings) {
      for _ in 0..<(try reader.readCount("siblings", max: .max, each: 2)) {
        let write = try readOne(of: writes, from: &reader)
        group.siblings.append(Sibling(write: write, values: try readValues(from: &reader)))
      }
    }
    if flags.contains(.additions) {
      for _ in 0..<(try reader.readCount("additions", max: .max, each: 2)) {
        let element = try reader.readText()
        group.additions.append(SetAddition(element: element, write: try readOne(of: writes, from: &reader)))
      }
    }
    return group
  }
}
