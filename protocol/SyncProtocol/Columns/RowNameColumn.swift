import ChangeModel

/// A column of row names, written as references by number or by ID. Every name takes at least a byte, since not all of
/// several are the same.
enum RowNameColumn {
  static func write(_ names: [RowName], ids: inout IDTable, to writer: inout ByteWriter) {
    let values: [Value] = names.map { name in
      switch name {
      case .number(let row): .reference(RowReference(row: row))
      case .id(let id): .reference(RowReference(id: id))
      }
    }
    ColumnCodec.write(values, ids: &ids, to: &writer)
  }

  /// - Parameter count: not 0, and at most the bytes left.
  static func read(_ count: Int, ids: [RowID], from reader: inout ByteReader) throws(ProtocolError) -> [RowName] {
    var names = [RowName]()
    names.reserveCapacity(count)
    for value in try ColumnCodec.read(count, ids: ids, from: &reader) {
      guard let reference = value.reference else { throw .malformed("a row's name is not a number or ID") }
      switch (reference.row, reference.id) {
      case (let row, nil): names.append(.number(row))
      case (0, let id?): names.append(.id(id))
      default: throw .malformed("a row's name is both a number and an ID")
      }
    }
    if count > 1, names.allSatisfy({ $0 == names[0] }) { throw .malformed("one row is named \(count) times") }
    return names
  }
}
