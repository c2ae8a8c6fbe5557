import ChangeModel

/// A column of 16-byte IDs. Those of a `RowIDGenerator` take a few bytes each, random ones 16.
enum IDColumn {
  /// How the second halves are written; the numbers are part of the protocol.
  private enum Origins: UInt8 {
    /// All have the same.
    case one = 0
    /// Each has its own.
    case each = 1
    /// A list of different ones, and an index into it for each ID.
    case list = 2
  }

  /// Set in the first byte when the first halves are eight bytes each.
  private static let rawMark: UInt8 = 0x10
  private static let timesMax: Int64 = 1 << 48 - 1

  /// - Parameter time: milliseconds since 1970 UTC, about when the first ID was drawn.
  static func write(_ ids: [RowID], near time: Int64, to writer: inout ByteWriter) {
    guard let first = ids.first else { return }
    let isOne = ids.allSatisfy { $0.low == first.low }
    let origins = isOne ? nil : ColumnDictionary(ids.map(\.low))
    let form: Origins = isOne ? .one : origins == nil ? .each : .list
    let columns = columns(ids, near: time)
    let isRaw = columns.count > 8 * ids.count
    writer.write(byte: form.rawValue | (isRaw ? rawMark : 0))
    if isRaw {
      for id in ids { writer.write(fixed64: id.high) }
    } else {
      writer.write(raw: columns.bytes)
    }
    if isOne {
      writer.write(fixed64: first.low)
    } else if let origins {
      writer.write(count: origins.distinct.count)
      for origin in origins.distinct { writer.write(fixed64: origin) }
      IntegerColumn(origins.places).write(to: &writer)
    } else {
      for id in ids { writer.write(fixed64: id.low) }
    }
  }

  /// The first halves: times as differences, then the 16 bits after the time against what a generator would draw.
  private static func columns(_ ids: [RowID], near time: Int64) -> ByteWriter {
    var writer = ByteWriter(capacity: ids.count * 3 + 8)
    var previous = time
    for id in ids {
      let time = Int64(id.high >> 16)
      writer.write(signed: time &- previous)
      previous = time
    }
    var last: UInt64?
    for id in ids {
      let step = Int16(bitPattern: UInt16(truncatingIfNeeded: id.high) &- expected(after: last, time: id.high >> 16))
      writer.write(signed: Int64(step))
      last = id.high
    }
    return writer
  }

  /// The 16 bits after the time that a generator would draw next: version 7 and a counter within the millisecond.
  private static func expected(after last: UInt64?, time: UInt64) -> UInt16 {
    guard let last, last >> 16 == time else { return 0x7000 }
    return UInt16(truncatingIfNeeded: last) &+ 1
  }
}

extension IDColumn {
  /// - Parameter count: bounded by the caller.
  static func read(_ count: Int, near time: Int64, from reader: inout ByteReader) throws(ProtocolError) -> [RowID] {
    if count == 0 { return [] }
    let head = try reader.readByte()
    guard let form = Origins(rawValue: head & ~rawMark) else { throw .malformed("IDs in no known form") }
    if count > reader.remaining / 2 { throw ByteReader.truncated }
    let highs =
      head & rawMark != 0 ? try readFixed(count, from: &reader) : try readHighs(count, near: time, from: &reader)
    let lows = try readLows(count, form: form, from: &reader)
    var ids = [RowID]()
    ids.reserveCapacity(count)
    for index in 0..<count { ids.append(RowID(high: highs[index], low: lows[index])) }
    return ids
  }

  private static func readHighs(
    _ count: Int, near time: Int64, from reader: inout ByteReader
  ) throws(ProtocolError) -> [UInt64] {
    var highs = [UInt64]()
    highs.reserveCapacity(count)
    var previous = time
    for _ in 0..<count {
      previous = previous &+ (try reader.readSigned())
      guard (0...timesMax).contains(previous) else { throw .malformed("an ID's time is out of range") }
      highs.append(UInt64(previous) << 16)
    }
    var last: UInt64?
    for index in 0..<count {
      guard let step = Int16(exactly: try reader.readSigned()) else {
        throw .malformed("an ID's counter is out of range")
      }
      highs[index] |= UInt64(expected(after: last, time: highs[index] >> 16) &+ UInt16(bitPattern: step))
      last = highs[index]
    }
    return highs
  }

  private static func readLows(
    _ count: Int, form: Origins, from reader: inout ByteReader
  ) throws(ProtocolError) -> [UInt64] {
    switch form {
    case .one: return [UInt64](repeating: try reader.readFixed64(), count: count)
    case .each: return try readFixed(count, from: &reader)
    case .list:
      let origins = try readFixed(try reader.readCount("origins", max: count, each: 8), from: &reader)
      var lows = [UInt64]()
      lows.reserveCapacity(count)
      for index in try IntegerColumn.read(count, from: &reader) {
        guard let place = Int(exactly: index), origins.indices.contains(place) else {
          throw .malformed("an ID's origin is not in the list")
        }
        lows.append(origins[place])
      }
      return lows
    }
  }

  private static func readFixed(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [UInt64] {
    if count > reader.remaining / 8 { throw ByteReader.truncated }
    var words = [UInt64]()
    words.reserveCapacity(count)
    for _ in 0..<count { words.append(try reader.readFixed64()) }
    return words
  }
}
