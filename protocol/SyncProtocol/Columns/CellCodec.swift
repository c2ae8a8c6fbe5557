import ChangeModel

/// One value in a column, with IDs as places in the table of IDs.
enum CellCodec {
  /// What a cell holds, as a byte. The numbers are part of the protocol; the first eight are those of `ValueCodec`.
  enum Shape: UInt8 {
    case null = 0
    case integer = 1
    case real = 2
    case text = 3
    case blob = 4
    /// A reference by row number.
    case number = 5
    /// A reference by ID.
    case id = 6
    case numberAndID = 7
    /// A blob that is an ID.
    case blobID = 8
  }

  static func shape(of value: Value) -> Shape {
    switch value {
    case .null: .null
    case .integer: .integer
    case .real: .real
    case .text: .text
    case .blob(let bytes): isID(bytes) ? .blobID : .blob
    case .reference(let reference):
      reference.id == nil ? .number : reference.row == 0 ? .id : .numberAndID
    }
  }

  /// Whether the blob looks like a version 7 UUID: 16 bytes with the marks of one.
  private static func isID(_ bytes: [UInt8]) -> Bool {
    bytes.count == 16 && bytes[6] >> 4 == 7 && bytes[8] >> 6 == 2
  }

  /// Equality to the last bit.
  static func same(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.text(let a), .text(let b)): ExactText.same(a, b)
    case (.real(let a), .real(let b)): a.bitPattern == b.bitPattern
    default: left == right
    }
  }

  /// Writes the content; the shape stands before it.
  static func write(_ value: Value, ids: inout IDTable, to writer: inout ByteWriter) {
    switch value {
    case .null: break
    case .integer(let number): writer.write(signed: number)
    case .real(let number): writer.write(fixed64: number.bitPattern)
    case .text(let text): writer.write(text: text)
    case .blob(let bytes):
      if isID(bytes), let id = RowID(bytes) {
        writer.write(natural: ids.place(of: id))
      } else {
        writer.write(blob: bytes)
      }
    case .reference(let reference):
      if reference.id == nil || reference.row != 0 { writer.write(natural: reference.row) }
      if let id = reference.id { writer.write(natural: ids.place(of: id)) }
    }
  }

  static func read(_ shape: Shape, ids: [RowID], from reader: inout ByteReader) throws(ProtocolError) -> Value {
    switch shape {
    case .null: return .null
    case .integer: return .integer(try reader.readSigned())
    case .real: return .real(Double(bitPattern: try reader.readFixed64()))
    case .text: return .text(try reader.readText())
    case .blob: return .blob(try reader.readBlob())
    case .number: return .reference(RowReference(row: try reader.readPositive("a row number")))
    case .id: return .reference(RowReference(id: try ids.id(at: try reader.readNatural())))
    case .numberAndID:
      let row = try reader.readPositive("a row number")
      return .reference(RowReference(row: row, id: try ids.id(at: try reader.readNatural())))
    case .blobID: return .blob(try ids.id(at: try reader.readNatural()).bytes)
    }
  }
}
