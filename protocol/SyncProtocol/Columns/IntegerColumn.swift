/// A column of integers in the smallest of four forms. The count is known to both sides.
///
/// The form is chosen by size alone, so equal columns have equal bytes.
struct IntegerColumn {
  /// The numbers are part of the protocol.
  enum Form: UInt8 {
    /// All are the same; it is written once.
    case constant = 0
    /// The first, a scale, and the differences from one to the next divided by the scale.
    case delta = 1
    /// Each on its own.
    case plain = 2
    /// The least, a scale, a width, and what is above the least divided by the scale, in that many bytes: all the
    /// most significant bytes first.
    case planes = 3
  }

  let values: [Int64]
  let form: Form
  /// About how many bytes the content takes, without the form byte.
  let byteCount: Int
  private let least: Int64
  private let scale: UInt64
  private let width: Int

  init(_ values: [Int64]) {
    self.values = values
    guard let first = values.first else {
      (form, byteCount, least, scale, width) = (.constant, 1, 0, 1, 1)
      return
    }
    let range = IntegerRange(values)
    least = range.least
    scale = max(range.scale, 1)
    guard range.scale != 0 else {
      (form, width) = (.constant, 1)
      byteCount = ByteWriter.varintCount(ByteWriter.zigzag(first))
      return
    }
    let span = UInt64(bitPattern: range.greatest &- range.least) / scale
    width = (71 - (span | 1).leadingZeroBitCount) / 8
    let sizes = IntegerColumn.sizes(values, scale: scale)
    let planes = 3 + width * values.count
    if sizes.delta <= sizes.plain && sizes.delta <= planes {
      (form, byteCount) = (.delta, sizes.delta)
    } else {
      (form, byteCount) = sizes.plain <= planes ? (.plain, sizes.plain) : (.planes, planes)
    }
  }

  private static func sizes(_ values: [Int64], scale: UInt64) -> (delta: Int, plain: Int) {
    var previous = values[0]
    var plain = 0
    var delta = ByteWriter.varintCount(ByteWriter.zigzag(previous)) + ByteWriter.varintCount(scale)
    for (index, value) in values.enumerated() {
      plain += ByteWriter.varintCount(ByteWriter.zigzag(value))
      if index > 0 {
        let step = IntegerRange.divide(value &- previous, by: scale)
        delta += ByteWriter.varintCount(ByteWriter.zigzag(step))
      }
      previous = value
    }
    return (delta, plain)
  }

  /// Writes the form byte and the content.
  func write(to writer: inout ByteWriter) {
    writer.write(byte: form.rawValue)
    writeContent(to: &writer)
  }

  func writeContent(to writer: inout ByteWriter) {
    switch form {
    case .constant: writer.write(signed: values.first ?? 0)
    case .delta: writeDelta(to: &writer)
    case .plain: for value in values { writer.write(signed: value) }
    case .planes: writePlanes(to: &writer)
    }
  }

  private func writeDelta(to writer: inout ByteWriter) {
    var previous = values[0]
    writer.write(signed: previous)
    writer.write(varint: scale)
    for value in values.dropFirst() {
      writer.write(signed: IntegerRange.divide(value &- previous, by: scale))
      previous = value
    }
  }

  private func writePlanes(to writer: inout ByteWriter) {
    writer.write(signed: least)
    writer.write(varint: scale)
    writer.write(byte: UInt8(width))
    let steps = values.map { UInt64(bitPattern: $0 &- least) / scale }
    for plane in stride(from: width - 1, through: 0, by: -1) {
      let shift = UInt64(plane * 8)
      for step in steps { writer.write(byte: UInt8(truncatingIfNeeded: step >> shift)) }
    }
  }
}

extension IntegerColumn {
  /// Reads the form byte and the content.
  static func read(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [Int64] {
    guard let form = Form(rawValue: try reader.readByte()) else {
      throw .malformed("a column of integers has no known form")
    }
    return try read(count, form: form, from: &reader)
  }

  /// - Parameter count: bounded by the caller; all forms but `constant` take at least a byte for each value.
  static func read(_ count: Int, form: Form, from reader: inout ByteReader) throws(ProtocolError) -> [Int64] {
    if form != .constant && count > reader.remaining { throw ByteReader.truncated }
    switch form {
    case .constant: return [Int64](repeating: try reader.readSigned(), count: count)
    case .delta: return try readDelta(count, from: &reader)
    case .plain: return try readPlain(count, from: &reader)
    case .planes: return try readPlanes(count, from: &reader)
    }
  }

  private static func readDelta(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [Int64] {
    var result = [Int64]()
    result.reserveCapacity(count)
    var value = try reader.readSigned()
    let scale = Int64(bitPattern: try reader.readVarint())
    for index in 0..<count {
      if index > 0 { value = value &+ (try reader.readSigned()) &* scale }
      result.append(value)
    }
    return result
  }

  private static func readPlain(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [Int64] {
    var result = [Int64]()
    result.reserveCapacity(count)
    for _ in 0..<count { result.append(try reader.readSigned()) }
    return result
  }

  private static func readPlanes(_ count: Int, from reader: inout ByteReader) throws(ProtocolError) -> [Int64] {
    let least = try reader.readSigned()
    let scale = try reader.readVarint()
    let width = Int(try reader.readByte())
    guard (1...8).contains(width) else { throw .malformed("an integer of \(width) bytes") }
    let (needed, overflow) = count.multipliedReportingOverflow(by: width)
    if overflow || needed > reader.remaining { throw ByteReader.truncated }
    var steps = [UInt64](repeating: 0, count: count)
    for _ in 0..<width {
      for index in 0..<count { steps[index] = steps[index] << 8 | UInt64(try reader.readByte()) }
    }
    return steps.map { least &+ Int64(bitPattern: $0 &* scale) }
  }
}
