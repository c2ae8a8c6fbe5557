/// A column of floating-point numbers: as scaled integers where all of them are short decimals, else their eight bytes.
enum RealColumn {
  /// The mark of a column that is not of decimals.
  private static let binary: UInt8 = 0xFF
  private static let powers: [Double] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

  /// Writes the count of decimals and a column of integers, or the mark and all most significant bytes first.
  static func write(_ values: [Double], to writer: inout ByteWriter) {
    for (digits, power) in powers.enumerated() {
      guard let integers = integers(values, power: power) else { continue }
      writer.write(byte: UInt8(digits))
      IntegerColumn(integers).write(to: &writer)
      return
    }
    writer.write(byte: binary)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      for value in values { writer.write(byte: UInt8(truncatingIfNeeded: value.bitPattern >> shift)) }
    }
  }

  static func read(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [Double] {
    let digits = try reader.readByte()
    if digits == binary { return try readBinary(count, from: &reader) }
    guard Int(digits) < powers.count else { throw .malformed("a number with \(digits) decimals") }
    let power = powers[Int(digits)]
    return try IntegerColumn.read(count, from: &reader).map { Double($0) / power }
  }

  private static func readBinary(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [Double] {
    let (needed, overflow) = count.multipliedReportingOverflow(by: 8)
    if overflow || needed > reader.remaining { throw ByteReader.truncated }
    var patterns = [UInt64](repeating: 0, count: count)
    for _ in 0..<8 {
      for index in 0..<count { patterns[index] = patterns[index] << 8 | UInt64(try reader.readByte()) }
    }
    return patterns.map { Double(bitPattern: $0) }
  }

  /// The values times a power of ten, if dividing gives back each of them to the last bit.
  private static func integers(_ values: [Double], power: Double) -> [Int64]? {
    var result = [Int64]()
    result.reserveCapacity(values.count)
    for value in values {
      let scaled = (value * power).rounded()
      guard scaled.magnitude < 9e15, (scaled / power).bitPattern == value.bitPattern else { return nil }
      result.append(Int64(scaled))
    }
    return result
  }
}
