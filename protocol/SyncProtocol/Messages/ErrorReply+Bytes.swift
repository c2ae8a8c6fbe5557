import ChangeModel

extension ErrorReply {
  func write(to writer: inout ByteWriter) {
    writer.write(varint: UInt64(code.rawValue))
    writer.write(message: message)
    writer.write(count: retryAfterSeconds)
    writer.write(natural: serverTime)
    writer.write(natural: expected)
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    let number = try reader.readVarint()
    guard let code = UInt16(exactly: number).flatMap(Code.init(rawValue:)) else {
      throw .malformed("an error has the unknown code \(number)")
    }
    self.code = code
    message = try reader.readText(max: Limits.messageBytesMax)
    retryAfterSeconds = try reader.readNumber("seconds to wait", max: Int(Int32.max))
    serverTime = try reader.readNatural()
    expected = try reader.readNatural()
  }
}
