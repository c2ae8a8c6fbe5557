import ChangeModel
import SyncProtocol

/// The form in which a store keeps the result of a change set; its sequence stands beside it.
package enum ResultRecord {
  package static func encode(_ result: ChangeResult) -> [UInt8] {
    var writer = ByteWriter()
    switch result.status {
    case .accepted(let conflicts):
      writer.write(byte: 0)
      writer.write(signed: Int64(conflicts))
    case .rejected(let rejection):
      writer.write(byte: rejection.code.rawValue)
      writer.write(text: rejection.message)
      writer.write(signed: Int64(rejection.table ?? -1))
      writer.write(byte: rejection.row == nil ? 0 : 1)
      if let row = rejection.row { ValueCodec.write(row, to: &writer) }
    }
    writer.write(signed: result.position)
    writer.write(count: result.remarks.count)
    for remark in result.remarks { writer.write(text: remark) }
    writer.write(count: result.numbers.count)
    var last: Int64 = 0
    for number in result.numbers {
      writer.write(signed: number &- last)
      last = number
    }
    return writer.bytes
  }

  /// - Throws: `HubStoreError.damaged` for bytes that are no result.
  package static func decode(_ bytes: [UInt8], sequence: Sequence, device: DeviceNumber) throws -> ChangeResult {
    do throws(ProtocolError) {
      var reader = ByteReader(bytes)
      let result = try read(from: &reader, sequence: sequence)
      try reader.finish()
      return result
    } catch {
      throw HubStoreError.damaged(what: "the result of change set \(sequence) of device \(device): \(error.message)")
    }
  }

  private static func read(from reader: inout ByteReader, sequence: Sequence) throws(ProtocolError) -> ChangeResult {
    let status = try readStatus(from: &reader)
    let position = try reader.readSigned()
    var remarks = [String]()
    for _ in 0..<(try reader.readCount("remarks", max: .max)) { remarks.append(try reader.readText()) }
    var numbers = [Int64]()
    var last: Int64 = 0
    for _ in 0..<(try reader.readCount("numbers", max: .max)) {
      last &+= try reader.readSigned()
      numbers.append(last)
    }
    return ChangeResult(sequence: sequence, status: status, position: position, remarks: remarks, numbers: numbers)
  }

  private static func readStatus(from reader: inout ByteReader) throws(ProtocolError) -> ChangeResult.Status {
    let byte = try reader.readByte()
    if byte == 0 { return .accepted(conflicts: Int(try reader.readSigned())) }
    guard let code = Rejection.Code(rawValue: byte) else { throw ProtocolError(.malformed, "unknown status \(byte)") }
    let message = try reader.readText()
    let table = try reader.readSigned()
    let hasRow = try reader.readByte() != 0
    let row = hasRow ? try ValueCodec.readID(from: &reader) : nil
    return .rejected(Rejection(code, message, table: table < 0 ? nil : Int(table), row: row))
  }
}
