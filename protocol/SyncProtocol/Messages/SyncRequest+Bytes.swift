import ChangeModel

extension SyncRequest {
  private static let deltaFlag: UInt8 = 1
  private static let programFlag: UInt8 = 2

  func write(to writer: inout ByteWriter) {
    ValueCodec.write(schemaFingerprint, to: &writer)
    writer.write(fixed64: epoch)
    writer.write(fixed64: ticket)
    writer.write(natural: deviceTime)
    writer.write(natural: acknowledged)
    writer.write(natural: base)
    ScopeCodec.write(held, to: &writer)
    ScopeCodec.write(marks, to: &writer)
    writer.write(byte: (wantsDelta ? Self.deltaFlag : 0) | (program > 0 ? Self.programFlag : 0))
    if program > 0 { writer.write(count: program) }
    writer.write(count: deltaBytesMax)
    writer.write(count: changeSets.count)
    for changeSet in changeSets { writer.write(blob: changeSet) }
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    schemaFingerprint = try ValueCodec.readDigest(from: &reader)
    epoch = try reader.readFixed64()
    ticket = try reader.readFixed64()
    deviceTime = try reader.readNatural()
    acknowledged = try reader.readNatural()
    base = try reader.readNatural()
    held = try ScopeCodec.readScopes(from: &reader)
    marks = try ScopeCodec.readMarks(from: &reader)
    let flags = try reader.readByte()
    guard flags <= 3 else { throw .malformed("a sync request has unknown flags") }
    wantsDelta = flags & Self.deltaFlag != 0
    program = flags & Self.programFlag == 0 ? 0 : try reader.readNumber("the program", max: Limits.programMax)
    guard (program > 0) == (flags & Self.programFlag != 0) else { throw .malformed("the program is of version 0") }
    deltaBytesMax = try reader.readNumber("bytes of delta are asked for", max: Limits.deltaBytesMax)
    changeSets = try SyncRequest.readChangeSets(from: &reader)
  }

  private static func readChangeSets(from reader: inout ByteReader) throws(ProtocolError) -> [[UInt8]] {
    let count = try reader.readCount("change sets", max: Limits.requestChangeSetsMax)
    var changeSets = [[UInt8]]()
    changeSets.reserveCapacity(count)
    var total = 0
    for _ in 0..<count {
      let changeSet = try reader.readBlob(max: Limits.changeSetBytesMax)
      total += changeSet.count
      guard total <= Limits.requestChangeSetBytesMax || count == 1 else {
        throw .tooLarge("change sets of more than \(Limits.requestChangeSetBytesMax) bytes in one request")
      }
      changeSets.append(changeSet)
    }
    return changeSets
  }
}
