import ChangeModel

extension ColumnCodec {
  /// - Parameter count: bounded by the caller, and not 0.
  static func read(_ count: Int, ids: [RowID], from reader: inout ByteReader) throws(ProtocolError) -> [Value] {
    try read(count, form: try reader.readByte(), ids: ids, from: &reader)
  }

  /// Reads what follows the form byte.
  static func read(
    _ count: Int, form: UInt8, ids: [RowID], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Value] {
    switch form {
    case ColumnForm.nullable: return try readNullable(count, ids: ids, from: &reader)
    case ColumnForm.dictionary: return try readDictionary(count, ids: ids, from: &reader)
    default: return try readFlat(count, form: form, ids: ids, from: &reader)
    }
  }

  /// Forms that hold no other column, so that columns never nest deeper than the format allows.
  private static func readFlat(
    _ count: Int, form: UInt8, ids: [RowID], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Value] {
    if let shape = CellCodec.Shape(rawValue: form) {
      return [Value](repeating: try CellCodec.read(shape, ids: ids, from: &reader), count: count)
    }
    if count > reader.remaining { throw ByteReader.truncated }
    switch form {
    case ColumnForm.mixed: return try readMixed(count, ids: ids, from: &reader)
    case ColumnForm.texts: return try BytesColumn.readTexts(count, from: &reader).map { .text($0) }
    case ColumnForm.blobs: return try BytesColumn.readBlobs(count, from: &reader).map { .blob($0) }
    case ColumnForm.reals: return try RealColumn.read(count, from: &reader).map { .real($0) }
    default: return try readIntegers(count, form: form, ids: ids, from: &reader)
    }
  }

  private static func readIntegers(
    _ count: Int, form: UInt8, ids: [RowID], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Value] {
    guard let kind = IntegerColumn.Form(rawValue: form & 0x0F), kind != .constant else { throw unknown(form) }
    let family = form & 0xF0
    guard [ColumnForm.integers, ColumnForm.numbers, ColumnForm.ids, ColumnForm.blobIDs].contains(family) else {
      throw unknown(form)
    }
    let integers = try IntegerColumn.read(count, form: kind, from: &reader)
    if family == ColumnForm.integers { return integers.map { .integer($0) } }
    var values = [Value]()
    values.reserveCapacity(count)
    for integer in integers {
      switch family {
      case ColumnForm.numbers:
        guard integer > 0 else { throw .malformed("a row number is not positive") }
        values.append(.reference(RowReference(row: integer)))
      case ColumnForm.ids: values.append(.reference(RowReference(id: try ids.id(at: integer))))
      default: values.append(.blob(try ids.id(at: integer).bytes))
      }
    }
    return values
  }

  private static func readMixed(
    _ count: Int, ids: [RowID], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Value] {
    var values = [Value]()
    values.reserveCapacity(count)
    for _ in 0..<count {
      let byte = try reader.readByte()
      guard let shape = CellCodec.Shape(rawValue: byte) else { throw unknown(byte) }
      values.append(try CellCodec.read(shape, ids: ids, from: &reader))
    }
    return values
  }

  private static func readNullable(
    _ count: Int, ids: [RowID], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Value] {
    let bits = try reader.readRaw((count + 7) / 8)
    let present = bits.reduce(0) { $0 + $1.nonzeroBitCount }
    guard present > 0, present < count, count % 8 == 0 || bits[bits.count - 1] >> UInt8(count % 8) == 0 else {
      throw .malformed("a column's NULL bits do not fit it")
    }
    let form = try reader.readByte()
    if form == ColumnForm.nullable { throw unknown(form) }
    let others = try read(present, form: form, ids: ids, from: &reader)
    var values = [Value]()
    values.reserveCapacity(count)
    var next = 0
    for index in 0..<count {
      if bits[index >> 3] >> UInt8(index & 7) & 1 == 1 {
        values.append(others[next])
        next += 1
      } else {
        values.append(.null)
      }
    }
    return values
  }

  private static func readDictionary(
    _ count: Int, ids: [RowID], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Value] {
    let size = try reader.readCount("dictionary entries", max: count)
    let distinct = try readFlat(size, form: try reader.readByte(), ids: ids, from: &reader)
    var values = [Value]()
    values.reserveCapacity(count)
    for place in try IntegerColumn.read(count, from: &reader) {
      guard let index = Int(exactly: place), distinct.indices.contains(index) else {
        throw .malformed("a value is not in its dictionary")
      }
      values.append(distinct[index])
    }
    return values
  }

  static func unknown(_ form: UInt8) -> ProtocolError { .malformed("a column has the unknown form \(form)") }
}
