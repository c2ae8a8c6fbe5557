import ChangeModel

/// One value on its own: a kind byte and the content. Columns have their own forms, see `ColumnCodec`.
public enum ValueCodec {
  /// The kind byte; its numbers are part of the protocol.
  enum Kind: UInt8 {
    case null = 0
    case integer = 1
    case real = 2
    case text = 3
    case blob = 4
    case number = 5
    case id = 6
    case numberAndID = 7
  }

  public static func write(_ value: Value, to writer: inout ByteWriter) {
    switch value {
    case .null:
      writer.write(byte: Kind.null.rawValue)
    case .integer(let number):
      writer.write(byte: Kind.integer.rawValue)
      writer.write(signed: number)
    case .real(let number):
      writer.write(byte: Kind.real.rawValue)
      writer.write(fixed64: number.bitPattern)
    case .text(let text):
      writer.write(byte: Kind.text.rawValue)
      writer.write(text: text)
    case .blob(let bytes):
      writer.write(byte: Kind.blob.rawValue)
      writer.write(blob: bytes)
    case .reference(let reference):
      write(reference, to: &writer)
    }
  }

  public static func read(from reader: inout ByteReader) throws(ProtocolError) -> Value {
    guard let kind = Kind(rawValue: try reader.readByte()) else { throw .malformed("a value is of no known kind") }
    switch kind {
    case .null: return .null
    case .integer: return .integer(try reader.readSigned())
    case .real: return .real(Double(bitPattern: try reader.readFixed64()))
    case .text: return .text(try reader.readText())
    case .blob: return .blob(try reader.readBlob())
    case .number: return .reference(RowReference(row: try reader.readPositive("a row number")))
    case .id: return .reference(RowReference(id: try readID(from: &reader)))
    case .numberAndID:
      let row = try reader.readPositive("a row number")
      return .reference(RowReference(row: row, id: try readID(from: &reader)))
    }
  }

  /// Writes the 16 bytes of an ID.
  public static func write(_ id: RowID, to writer: inout ByteWriter) {
    writer.write(fixed64: id.high)
    writer.write(fixed64: id.low)
  }

  public static func readID(from reader: inout ByteReader) throws(ProtocolError) -> RowID {
    RowID(high: try reader.readFixed64(), low: try reader.readFixed64())
  }

  /// Writes the 16 bytes of a digest, high half first.
  public static func write(_ digest: Digest, to writer: inout ByteWriter) {
    writer.write(fixed64: digest.high)
    writer.write(fixed64: digest.low)
  }

  public static func readDigest(from reader: inout ByteReader) throws(ProtocolError) -> Digest {
    let high = try reader.readFixed64()
    return Digest(low: try reader.readFixed64(), high: high)
  }

  private static func write(_ reference: RowReference, to writer: inout ByteWriter) {
    guard let id = reference.id else {
      writer.write(byte: Kind.number.rawValue)
      writer.write(natural: reference.row)
      return
    }
    if reference.row == 0 {
      writer.write(byte: Kind.id.rawValue)
    } else {
      writer.write(byte: Kind.numberAndID.rawValue)
      writer.write(natural: reference.row)
    }
    write(id, to: &writer)
  }
}
