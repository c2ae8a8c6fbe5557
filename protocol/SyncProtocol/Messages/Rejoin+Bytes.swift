import ChangeModel

extension RejoinRequest {
  func write(to writer: inout ByteWriter) {
    writer.write(fixed64: epoch)
    writer.write(fixed64: ticket)
    writer.write(natural: acknowledged)
    writer.write(natural: base)
    writer.write(natural: firstKept)
    writer.write(blob: publicKey)
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    epoch = try reader.readFixed64()
    ticket = try reader.readFixed64()
    acknowledged = try reader.readNatural()
    base = try reader.readNatural()
    firstKept = try reader.readPositive("the first change set that is kept")
    publicKey = try reader.readBlob(max: Limits.nameBytesMax)
    guard publicKey.count == EnrolRequest.publicKeyBytes else {
      throw .malformed("a public key has \(publicKey.count) bytes instead of \(EnrolRequest.publicKeyBytes)")
    }
  }
}

extension RejoinReply {
  func write(to writer: inout ByteWriter) {
    writer.write(natural: device)
    writer.write(fixed64: epoch)
    writer.write(fixed64: ticket)
    writer.write(natural: last)
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    device = try reader.readPositive("the device")
    epoch = try reader.readFixed64()
    ticket = try reader.readFixed64()
    last = try reader.readNatural()
  }
}
