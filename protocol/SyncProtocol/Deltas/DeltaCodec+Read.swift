import ChangeModel

extension DeltaCodec {
  public static func decode(_ bytes: [UInt8]) throws(ProtocolError) -> Delta {
    var reader = ByteReader(bytes)
    let delta = try read(from: &reader)
    try reader.finish()
    return delta
  }

  static func read(from reader: inout ByteReader) throws(ProtocolError) -> Delta {
    guard try reader.readByte() == layout else { throw .malformed("a delta in no known layout") }
    let ids = try IDTable.read(near: 0, max: Limits.deltaCellsMax, from: &reader)
    let tableCount = try reader.readCount("tables", max: Limits.tablesMax, each: 4)
    var delta = Delta()
    var room = Room()
    for _ in 0..<tableCount {
      let table = try readTable(ids: ids, room: &room, from: &reader)
      if let last = delta.tables.last, last.table >= table.table { throw .malformed("the tables are not in order") }
      delta.tables.append(table)
    }
    return delta
  }

  /// What the limits leave for the tables still to be read.
  private struct Room {
    var rows = Limits.deltaRowsMax
    var cells = Limits.deltaCellsMax

    /// Reads a count of rows; each takes at least a byte.
    mutating func readRows(from reader: inout ByteReader) throws(ProtocolError) -> Int {
      let count = try reader.readCount("rows", max: rows)
      rows -= count
      return count
    }

    mutating func take(cells count: Int) throws(ProtocolError) {
      cells -= count
      if cells < 0 { throw .tooLarge("a delta of more than \(Limits.deltaCellsMax) cells") }
    }
  }

  private static func readTable(
    ids: [RowID], room: inout Room, from reader: inout ByteReader
  ) throws(ProtocolError) -> TableDelta {
    var table = TableDelta(table: try reader.readNumber("as a table's index", max: Limits.tablesMax - 1))
    let gone = try room.readRows(from: &reader)
    let full = try room.readRows(from: &reader)
    let cells = try room.readRows(from: &reader)
    if gone > 0 { table.gone = try RowNameColumn.read(gone, ids: ids, from: &reader) }
    if full > 0 { table.full = try readFull(full, ids: ids, room: &room, from: &reader) }
    if cells > 0 { table.cells = try readCells(cells, ids: ids, room: &room, from: &reader) }
    return table
  }

  private static func readFull(
    _ count: Int, ids: [RowID], room: inout Room, from reader: inout ByteReader
  ) throws(ProtocolError) -> [FullRow] {
    let numbers = try readNumbers(count, from: &reader)
    let names = try IDColumn.read(count, near: 0, from: &reader)
    let columnCount = try reader.readCount("columns", max: Limits.columnsMax)
    try room.take(cells: count * columnCount)
    var columns = [[Value]]()
    for _ in 0..<columnCount { columns.append(try ColumnCodec.read(count, ids: ids, from: &reader)) }
    var rows = [FullRow]()
    rows.reserveCapacity(count)
    for index in 0..<count {
      var values = [Value]()
      values.reserveCapacity(columnCount)
      for column in columns { values.append(column[index]) }
      rows.append(FullRow(row: numbers[index], id: names[index], values: values))
    }
    return rows
  }

  private static func readCells(
    _ count: Int, ids: [RowID], room: inout Room, from reader: inout ByteReader
  ) throws(ProtocolError) -> [RowCells] {
    let numbers = try readNumbers(count, from: &reader)
    let masks = try MaskColumn.read(count, from: &reader)
    try room.take(cells: masks.reduce(0) { $0 + $1.nonzeroBitCount })
    var rows = [RowCells]()
    rows.reserveCapacity(count)
    for (number, mask) in zip(numbers, masks) {
      rows.append(RowCells(row: number, mask: mask, values: []))
      rows[rows.count - 1].values.reserveCapacity(mask.nonzeroBitCount)
    }
    for column in MaskColumn.columns(of: masks.reduce(0, |)) {
      let places = masks.indices.filter { masks[$0] >> UInt64(column) & 1 == 1 }
      let values = try ColumnCodec.read(places.count, ids: ids, from: &reader)
      for (place, value) in zip(places, values) { rows[place].values.append(value) }
    }
    return rows
  }

  /// Reads row numbers, which ascend.
  private static func readNumbers(
    _ count: Int, from reader: inout ByteReader
  ) throws(ProtocolError) -> [Int64] {
    let numbers = try IntegerColumn.read(count, from: &reader)
    var last: Int64 = 0
    for number in numbers {
      guard number > last else { throw .malformed("row numbers are not positive, or do not ascend") }
      last = number
    }
    return numbers
  }
}
