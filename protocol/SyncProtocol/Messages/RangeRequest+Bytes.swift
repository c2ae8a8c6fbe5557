import ChangeModel

extension RangeRequest {
  func write(to writer: inout ByteWriter) {
    writer.write(natural: scope.code)
    writer.write(count: table)
    writer.write(byte: wantsRows ? 1 : 0)
    writer.write(count: ranges.count)
    var last: Int64 = 0
    for range in ranges {
      writer.write(signed: range.lowerBound &- last)
      writer.write(varint: UInt64(bitPattern: range.upperBound &- range.lowerBound))
      last = range.upperBound
    }
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    scope = try ScopeCodec.readScope(from: &reader)
    table = try reader.readNumber("as a table's index", max: Limits.tablesMax - 1)
    let flags = try reader.readByte()
    guard flags <= 1 else { throw .malformed("a range request has unknown flags") }
    wantsRows = flags == 1
    let count = try reader.readCount("ranges", max: Limits.rangesMax, each: 2)
    ranges = []
    ranges.reserveCapacity(count)
    var last: Int64 = 0
    for _ in 0..<count {
      let lower = last &+ (try reader.readSigned())
      let upper = lower &+ Int64(bitPattern: try reader.readVarint())
      guard lower <= upper else { throw .malformed("a range ends before it begins") }
      ranges.append(lower...upper)
      last = upper
    }
  }
}
