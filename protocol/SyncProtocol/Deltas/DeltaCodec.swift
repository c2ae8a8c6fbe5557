import ChangeModel

/// Deltas as bytes: one table of IDs, and for each table of the schema its rows in columns. SPEC.md has the layout.
public enum DeltaCodec {
  /// The layout's number.
  static let layout: UInt8 = 0x10

  public static func encode(_ delta: Delta) -> [UInt8] {
    var writer = ByteWriter(capacity: 64 + delta.rowCount * 24)
    write(delta, to: &writer)
    return writer.bytes
  }

  /// Writes a delta inside a message; it tells its own end.
  static func write(_ delta: Delta, to writer: inout ByteWriter) {
    var ids = IDTable()
    var body = ByteWriter(capacity: 64 + delta.rowCount * 24)
    for table in delta.tables { write(table, ids: &ids, to: &body) }
    writer.write(byte: layout)
    ids.write(near: 0, to: &writer)
    writer.write(count: delta.tables.count)
    writer.write(raw: body.bytes)
  }

  private static func write(_ table: TableDelta, ids: inout IDTable, to writer: inout ByteWriter) {
    writer.write(count: table.table)
    writer.write(count: table.gone.count)
    writer.write(count: table.full.count)
    writer.write(count: table.cells.count)
    if !table.gone.isEmpty { RowNameColumn.write(table.gone, ids: &ids, to: &writer) }
    if !table.full.isEmpty { write(table.full, ids: &ids, to: &writer) }
    if !table.cells.isEmpty { write(table.cells, ids: &ids, to: &writer) }
  }

  private static func write(_ rows: [FullRow], ids: inout IDTable, to writer: inout ByteWriter) {
    IntegerColumn(rows.map(\.row)).write(to: &writer)
    IDColumn.write(rows.map(\.id), near: 0, to: &writer)
    let columnCount = rows.reduce(0) { max($0, $1.values.count) }
    writer.write(count: columnCount)
    for column in 0..<columnCount {
      ColumnCodec.write(rows.map { value($0.values, column) }, ids: &ids, to: &writer)
    }
  }

  private static func write(_ rows: [RowCells], ids: inout IDTable, to writer: inout ByteWriter) {
    IntegerColumn(rows.map(\.row)).write(to: &writer)
    MaskColumn.write(rows.map(\.mask), to: &writer)
    for column in MaskColumn.columns(of: rows.reduce(0) { $0 | $1.mask }) {
      var values = [Value]()
      for row in rows where row.mask >> UInt64(column) & 1 == 1 {
        values.append(value(row.values, MaskColumn.place(of: column, in: row.mask)))
      }
      ColumnCodec.write(values, ids: &ids, to: &writer)
    }
  }

  /// A row that is shorter than it should be ends with NULLs, as one of an older schema does.
  private static func value(_ values: [Value], _ index: Int) -> Value {
    index < values.count ? values[index] : .null
  }
}
