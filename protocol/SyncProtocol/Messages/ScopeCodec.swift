import ChangeModel

/// Scopes, marks and roles inside messages.
enum ScopeCodec {
  static func write(_ scopes: [Scope], to writer: inout ByteWriter) {
    writer.write(count: scopes.count)
    var last: Int64 = 0
    for scope in scopes {
      writer.write(signed: scope.code &- last)
      last = scope.code
    }
  }

  static func readScopes(from reader: inout ByteReader) throws(ProtocolError) -> [Scope] {
    let count = try reader.readCount("scopes", max: Limits.scopesMax)
    var scopes = [Scope]()
    scopes.reserveCapacity(count)
    var last: Int64 = 0
    for _ in 0..<count {
      last = last &+ (try reader.readSigned())
      scopes.append(try checked(Scope(code: last)))
    }
    return scopes
  }

  static func readScope(from reader: inout ByteReader) throws(ProtocolError) -> Scope {
    try checked(Scope(code: try reader.readNatural()))
  }

  private static func checked(_ scope: Scope) throws(ProtocolError) -> Scope {
    guard let kind = scope.kind, scope.code >= 0, (kind == .org) == (scope.row == 0) else {
      throw .malformed("\(scope.code) is not a scope")
    }
    return scope
  }

  static func write(_ marks: [ScopeMark], to writer: inout ByteWriter) {
    writer.write(count: marks.count)
    for mark in marks {
      writer.write(natural: mark.scope.code)
      writer.write(natural: mark.mark.position)
      // The end of a position is written as 0, so that a mark that stands there is short.
      writer.write(natural: mark.mark.table == .max ? 0 : Int64(mark.mark.table) &+ 1)
      writer.write(natural: mark.mark.row == .max ? 0 : mark.mark.row &+ 1)
    }
  }

  static func readMarks(from reader: inout ByteReader) throws(ProtocolError) -> [ScopeMark] {
    let count = try reader.readCount("marks", max: Limits.scopesMax, each: 4)
    var marks = [ScopeMark]()
    marks.reserveCapacity(count)
    for _ in 0..<count {
      let scope = try readScope(from: &reader)
      let position = try reader.readNatural()
      let table = try reader.readNumber("as a mark's table", max: Limits.tablesMax)
      let row = try reader.readNatural()
      let mark = PullMark(position: position, table: table == 0 ? .max : table - 1, row: row == 0 ? .max : row - 1)
      marks.append(ScopeMark(scope: scope, mark: mark))
    }
    return marks
  }

  static func write(_ role: Role, to writer: inout ByteWriter) {
    switch role {
    case .rep: writer.write(byte: 0)
    case .manager: writer.write(byte: 1)
    case .office: writer.write(byte: 2)
    case .auditor: writer.write(byte: 3)
    case .administrator: writer.write(byte: 4)
    }
  }

  static func readRole(from reader: inout ByteReader) throws(ProtocolError) -> Role {
    switch try reader.readByte() {
    case 0: .rep
    case 1: .manager
    case 2: .office
    case 3: .auditor
    case 4: .administrator
    default: throw .malformed("a role is none of those known")
    }
  }
}

extension ByteWriter {
  /// Writes words for a person, cut at the limit: a message that is too long must not make a reply unreadable.
  mutating func write(message: String) {
    guard message.utf8.count > Limits.messageBytesMax else { return write(text: message) }
    var end = message.utf8.index(message.utf8.startIndex, offsetBy: Limits.messageBytesMax)
    while end.samePosition(in: message.unicodeScalars) == nil { message.utf8.formIndex(before: &end) }
    write(text: String(message[..<end]))
  }
}
