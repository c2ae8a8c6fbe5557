/// Columns of texts, blobs and floating-point numbers: what is not an integer.
enum BytesColumn {
  /// Writes the lengths as a column of integers, then all bytes, one after the other.
  static func write(texts: [String], to writer: inout ByteWriter) {
    IntegerColumn(texts.map { Int64($0.utf8.count) }).write(to: &writer)
    for text in texts { writer.write(rawText: text) }
  }

  /// As texts.
  static func write(blobs: [[UInt8]], to writer: inout ByteWriter) {
    IntegerColumn(blobs.map { Int64($0.count) }).write(to: &writer)
    for blob in blobs { writer.write(raw: blob) }
  }

  static func readTexts(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [String] {
    let lengths = try readLengths(count, from: &reader)
    var texts = [String]()
    texts.reserveCapacity(count)
    for length in lengths { texts.append(try reader.readRawText(length)) }
    return texts
  }

  static func readBlobs(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [[UInt8]] {
    let lengths = try readLengths(count, from: &reader)
    var blobs = [[UInt8]]()
    blobs.reserveCapacity(count)
    for length in lengths { blobs.append(try reader.readRaw(length)) }
    return blobs
  }

  private static func readLengths(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [Int] {
    let lengths = try IntegerColumn.read(count, from: &reader)
    var result = [Int]()
    result.reserveCapacity(count)
    for length in lengths {
      guard length >= 0 else { throw .malformed("a length is negative") }
      guard length <= Limits.valueBytesMax else {
        throw .tooLarge("a value of \(length) bytes; at most \(Limits.valueBytesMax) are allowed")
      }
      result.append(Int(length))
    }
    return result
  }
}
