import ChangeModel

/// A column of values in one of the forms of `ColumnForm`. The count is known to both sides and is not 0.
enum ColumnCodec {
  static func write(_ values: [Value], ids: inout IDTable, to writer: inout ByteWriter) {
    guard let first = values.first else { return }
    let shape = CellCodec.shape(of: first)
    if values.allSatisfy({ CellCodec.same($0, first) }) {
      writer.write(byte: shape.rawValue)
      CellCodec.write(first, ids: &ids, to: &writer)
    } else if values.allSatisfy({ CellCodec.shape(of: $0) == shape }) {
      write(values, shape: shape, ids: &ids, to: &writer)
    } else if values.contains(where: \.isNull) {
      writer.write(byte: ColumnForm.nullable)
      writePresence(values, to: &writer)
      write(values.filter { !$0.isNull }, ids: &ids, to: &writer)
    } else {
      writeMixed(values, ids: &ids, to: &writer)
    }
  }

  /// Writes values of one shape, not all the same.
  private static func write(
    _ values: [Value], shape: CellCodec.Shape, ids: inout IDTable, to writer: inout ByteWriter
  ) {
    switch shape {
    case .integer: write(integers(values), family: ColumnForm.integers, to: &writer)
    case .number: write(rows(values), family: ColumnForm.numbers, to: &writer)
    case .id, .blobID:
      let family = shape == .id ? ColumnForm.ids : ColumnForm.blobIDs
      write(places(values, ids: &ids), family: family, to: &writer)
    case .text: write(texts(values), to: &writer)
    case .blob:
      writer.write(byte: ColumnForm.blobs)
      BytesColumn.write(blobs: blobs(values), to: &writer)
    case .real:
      writer.write(byte: ColumnForm.reals)
      RealColumn.write(reals(values), to: &writer)
    case .null, .numberAndID: writeMixed(values, ids: &ids, to: &writer)
    }
  }

  private static func writeMixed(_ values: [Value], ids: inout IDTable, to writer: inout ByteWriter) {
    writer.write(byte: ColumnForm.mixed)
    for value in values {
      writer.write(byte: CellCodec.shape(of: value).rawValue)
      CellCodec.write(value, ids: &ids, to: &writer)
    }
  }

  /// Writes integers as they are or by dictionary, whichever is smaller.
  private static func write(_ values: [Int64], family: UInt8, to writer: inout ByteWriter) {
    let plain = IntegerColumn(values)
    if plain.byteCount > values.count, let dictionary = ColumnDictionary(values) {
      let (distinct, places) = (IntegerColumn(dictionary.distinct), IntegerColumn(dictionary.places))
      if distinct.byteCount + places.byteCount + 5 < plain.byteCount {
        writer.write(byte: ColumnForm.dictionary)
        writer.write(count: dictionary.distinct.count)
        write(distinct, family: family, to: &writer)
        places.write(to: &writer)
        return
      }
    }
    write(plain, family: family, to: &writer)
  }

  private static func write(_ column: IntegerColumn, family: UInt8, to writer: inout ByteWriter) {
    writer.write(byte: family | column.form.rawValue)
    column.writeContent(to: &writer)
  }

  /// Writes texts as they are or by dictionary, whichever is smaller.
  private static func write(_ values: [String], to writer: inout ByteWriter) {
    if let dictionary = ColumnDictionary(values.map(ExactText.init)) {
      let places = IntegerColumn(dictionary.places)
      let distinct = dictionary.distinct.map(\.text)
      if size(of: distinct) + places.byteCount + 5 < size(of: values) {
        writer.write(byte: ColumnForm.dictionary)
        writer.write(count: distinct.count)
        writer.write(byte: ColumnForm.texts)
        BytesColumn.write(texts: distinct, to: &writer)
        places.write(to: &writer)
        return
      }
    }
    writer.write(byte: ColumnForm.texts)
    BytesColumn.write(texts: values, to: &writer)
  }

  private static func size(of texts: [String]) -> Int {
    texts.reduce(texts.count) { $0 + $1.utf8.count }
  }

  private static func writePresence(_ values: [Value], to writer: inout ByteWriter) {
    for start in stride(from: 0, to: values.count, by: 8) {
      var bits: UInt8 = 0
      for index in start..<min(start + 8, values.count) where !values[index].isNull {
        bits |= 1 << UInt8(index - start)
      }
      writer.write(byte: bits)
    }
  }
}

/// The values of one shape as what they hold.
extension ColumnCodec {
  private static func integers(_ values: [Value]) -> [Int64] { values.map { $0.integer ?? 0 } }
  private static func rows(_ values: [Value]) -> [Int64] { values.map { $0.reference?.row ?? 0 } }
  private static func texts(_ values: [Value]) -> [String] { values.map { $0.text ?? "" } }

  private static func places(_ values: [Value], ids: inout IDTable) -> [Int64] {
    values.compactMap { value in
      switch value {
      case .reference(let reference): reference.id.map { ids.place(of: $0) }
      case .blob(let bytes): RowID(bytes).map { ids.place(of: $0) }
      default: nil
      }
    }
  }

  private static func blobs(_ values: [Value]) -> [[UInt8]] {
    values.compactMap { if case .blob(let bytes) = $0 { bytes } else { nil } }
  }

  private static func reals(_ values: [Value]) -> [Double] {
    values.compactMap { if case .real(let number) = $0 { number } else { nil } }
  }
}
