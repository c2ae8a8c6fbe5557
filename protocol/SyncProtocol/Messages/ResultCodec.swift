import ChangeModel

/// Results of change sets inside messages, each against the one before it: results of like change sets are alike.
/// Also used by stores for the results that they keep.
public enum ResultCodec {
  private static let rejectedFlag: UInt8 = 1
  private static let conflictsFlag: UInt8 = 2
  private static let remarksFlag: UInt8 = 4
  private static let numbersFlag: UInt8 = 8
  private static let tableFlag: UInt8 = 16
  private static let rowFlag: UInt8 = 32

  public static func write(_ results: [ChangeResult], to writer: inout ByteWriter) {
    writer.write(count: results.count)
    var last = ChangeResult(sequence: 0, status: .accepted(conflicts: 0), position: 0)
    for result in results {
      write(result, after: last, to: &writer)
      last = result
    }
  }

  private static func write(_ result: ChangeResult, after last: ChangeResult, to writer: inout ByteWriter) {
    writer.write(byte: flags(of: result))
    writer.write(signed: result.sequence &- last.sequence)
    writer.write(signed: result.position &- last.position)
    switch result.status {
    case .accepted(let conflicts):
      if conflicts != 0 { writer.write(count: conflicts) }
    case .rejected(let rejection):
      writer.write(byte: rejection.code.rawValue)
      writer.write(message: rejection.message)
      if let table = rejection.table { writer.write(count: table) }
      if let row = rejection.row { ValueCodec.write(row, to: &writer) }
    }
    if !result.remarks.isEmpty {
      let remarks = result.remarks.prefix(Limits.remarksMax)
      writer.write(count: remarks.count)
      for remark in remarks { writer.write(message: remark) }
    }
    if !result.numbers.isEmpty { write(result.numbers, after: last.numbers, to: &writer) }
  }

  private static func flags(of result: ChangeResult) -> UInt8 {
    var flags: UInt8 = 0
    switch result.status {
    case .accepted(let conflicts): if conflicts != 0 { flags |= conflictsFlag }
    case .rejected(let rejection):
      flags |= rejectedFlag
      if rejection.table != nil { flags |= tableFlag }
      if rejection.row != nil { flags |= rowFlag }
    }
    if !result.remarks.isEmpty { flags |= remarksFlag }
    if !result.numbers.isEmpty { flags |= numbersFlag }
    return flags
  }

  /// Numbers are written against those at the same places of the result before, if it has as many, else each against
  /// the one before it.
  private static func write(_ numbers: [Int64], after last: [Int64], to writer: inout ByteWriter) {
    writer.write(count: numbers.count)
    for index in numbers.indices {
      writer.write(signed: numbers[index] &- expected(at: index, of: numbers.count, numbers, after: last))
    }
  }

  private static func expected(at index: Int, of count: Int, _ numbers: [Int64], after last: [Int64]) -> Int64 {
    if last.count == count { return last[index] }
    return index == 0 ? 0 : numbers[index - 1]
  }
}

extension ResultCodec {
  public static func read(from reader: inout ByteReader) throws(ProtocolError) -> [ChangeResult] {
    let count = try reader.readCount("results", max: Limits.requestChangeSetsMax, each: 3)
    var results = [ChangeResult]()
    results.reserveCapacity(count)
    var last = ChangeResult(sequence: 0, status: .accepted(conflicts: 0), position: 0)
    for _ in 0..<count {
      last = try read(after: last, from: &reader)
      results.append(last)
    }
    return results
  }

  private static func read(
    after last: ChangeResult, from reader: inout ByteReader
  ) throws(ProtocolError) -> ChangeResult {
    let flags = try reader.readByte()
    guard flags < 64 else { throw .malformed("a result has unknown flags") }
    let sequence = last.sequence &+ (try reader.readSigned())
    let position = last.position &+ (try reader.readSigned())
    guard sequence > 0, position >= 0 else { throw .malformed("a result's sequence or position is out of range") }
    var result = ChangeResult(sequence: sequence, status: .accepted(conflicts: 0), position: position)
    if flags & rejectedFlag != 0 {
      guard flags & conflictsFlag == 0 else { throw .malformed("a rejected change set has conflicts") }
      result.status = .rejected(try readRejection(flags: flags, from: &reader))
    } else {
      guard flags & (tableFlag | rowFlag) == 0 else { throw .malformed("an accepted change set names a row at fault") }
      let conflicts = flags & conflictsFlag == 0 ? 0 : try reader.readNumber("conflicts", max: Int(Int32.max))
      result.status = .accepted(conflicts: conflicts)
    }
    if flags & remarksFlag != 0 { result.remarks = try readRemarks(from: &reader) }
    if flags & numbersFlag != 0 { result.numbers = try readNumbers(after: last.numbers, from: &reader) }
    return result
  }

  private static func readRejection(
    flags: UInt8, from reader: inout ByteReader
  ) throws(ProtocolError) -> Rejection {
    guard let code = Rejection.Code(rawValue: try reader.readByte()) else {
      throw .malformed("a rejection has no known code")
    }
    var rejection = Rejection(code, try reader.readText(max: Limits.messageBytesMax))
    if flags & tableFlag != 0 {
      rejection.table = try reader.readNumber("as a table's index", max: Limits.tablesMax - 1)
    }
    if flags & rowFlag != 0 { rejection.row = try ValueCodec.readID(from: &reader) }
    return rejection
  }

  private static func readRemarks(from reader: inout ByteReader) throws(ProtocolError) -> [String] {
    let count = try reader.readCount("remarks", max: Limits.remarksMax)
    var remarks = [String]()
    for _ in 0..<count { remarks.append(try reader.readText(max: Limits.messageBytesMax)) }
    return remarks
  }

  private static func readNumbers(
    after last: [Int64], from reader: inout ByteReader
  ) throws(ProtocolError) -> [Int64] {
    let count = try reader.readCount("row numbers", max: Limits.changeSetRowsMax)
    var numbers = [Int64]()
    numbers.reserveCapacity(count)
    for index in 0..<count {
      let number = expected(at: index, of: count, numbers, after: last) &+ (try reader.readSigned())
      guard number > 0 else { throw .malformed("a row number is not positive") }
      numbers.append(number)
    }
    return numbers
  }
}
