import ChangeModel

extension SyncReply {
  private static let completeFlag: UInt8 = 1
  private static let schemaFlag: UInt8 = 2
  private static let digestFlag: UInt8 = 4
  private static let revokedFlag: UInt8 = 8
  private static let programFlag: UInt8 = 16
  private static let compareFlag: UInt8 = 32

  func write(to writer: inout ByteWriter) {
    var flags: UInt8 = isComplete ? Self.completeFlag : 0
    if schema != nil { flags |= Self.schemaFlag }
    if digest != .zero { flags |= Self.digestFlag }
    if isRevoked { flags |= Self.revokedFlag }
    if neededProgram != nil { flags |= Self.programFlag }
    if mustCompare { flags |= Self.compareFlag }
    writer.write(byte: flags)
    writer.write(natural: serverTime)
    writer.write(fixed64: epoch)
    writer.write(fixed64: ticket)
    ScopeCodec.write(role, to: &writer)
    ScopeCodec.write(scopes, to: &writer)
    ResultCodec.write(results, to: &writer)
    writer.write(natural: position)
    ScopeCodec.write(marks, to: &writer)
    writer.write(count: rowsLeft)
    if digest != .zero { ValueCodec.write(digest, to: &writer) }
    if let schema { writer.write(blob: schema) }
    if let neededProgram { writer.write(count: neededProgram) }
    DeltaCodec.write(delta, to: &writer)
  }

  /// The scopes of a reply in a frame that was decoded before: what follows them is not looked at.
  public static func scopes(inFrame bytes: [UInt8]) throws(ProtocolError) -> [Scope] {
    var (_, reader) = try Frame.open(bytes, accepting: [.syncReply])
    return try Opening(from: &reader).scopes
  }

  /// What stands before the results.
  private struct Opening {
    var flags: UInt8
    var serverTime: Int64
    var epoch: UInt64
    var ticket: UInt64
    var role: Role
    var scopes: [Scope]

    init(from reader: inout ByteReader) throws(ProtocolError) {
      flags = try reader.readByte()
      guard flags <= 63 else { throw .malformed("a sync reply has unknown flags") }
      serverTime = try reader.readNatural()
      epoch = try reader.readFixed64()
      ticket = try reader.readFixed64()
      role = try ScopeCodec.readRole(from: &reader)
      scopes = try ScopeCodec.readScopes(from: &reader)
    }
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    let opening = try Opening(from: &reader)
    let flags = opening.flags
    isComplete = flags & Self.completeFlag != 0
    isRevoked = flags & Self.revokedFlag != 0
    mustCompare = flags & Self.compareFlag != 0
    (serverTime, epoch, ticket) = (opening.serverTime, opening.epoch, opening.ticket)
    (role, scopes) = (opening.role, opening.scopes)
    results = try ResultCodec.read(from: &reader)
    position = try reader.readNatural()
    marks = try ScopeCodec.readMarks(from: &reader)
    rowsLeft = try reader.readNumber("rows left", max: .max)
    digest = flags & Self.digestFlag != 0 ? try ValueCodec.readDigest(from: &reader) : .zero
    schema = flags & Self.schemaFlag != 0 ? try reader.readBlob(max: Limits.schemaBytesMax) : nil
    neededProgram =
      flags & Self.programFlag != 0 ? try reader.readNumber("the oldest program", max: Limits.programMax) : nil
    delta = try DeltaCodec.read(from: &reader)
  }
}
