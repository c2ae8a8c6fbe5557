import ChangeModel

extension EnrolReply {
  func write(to writer: inout ByteWriter) {
    writer.write(natural: device)
    ValueCodec.write(org, to: &writer)
    writer.write(text: orgName)
    writer.write(natural: rep)
    writer.write(text: repName)
    ScopeCodec.write(role, to: &writer)
    ScopeCodec.write(scopes, to: &writer)
    writer.write(fixed64: epoch)
    writer.write(fixed64: ticket)
    writer.write(blob: schema)
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    device = try reader.readPositive("the device")
    org = try ValueCodec.readID(from: &reader)
    orgName = try reader.readText(max: Limits.nameBytesMax)
    rep = try reader.readNatural()
    repName = try reader.readText(max: Limits.nameBytesMax)
    role = try ScopeCodec.readRole(from: &reader)
    scopes = try ScopeCodec.readScopes(from: &reader)
    epoch = try reader.readFixed64()
    ticket = try reader.readFixed64()
    schema = try reader.readBlob(max: Limits.schemaBytesMax)
  }
}
