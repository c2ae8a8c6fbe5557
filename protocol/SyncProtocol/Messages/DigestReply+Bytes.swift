import ChangeModel

extension DigestReply {
  func write(to writer: inout ByteWriter) {
    writer.write(natural: position)
    writer.write(count: digests.count)
    for digest in digests {
      writer.write(natural: digest.scope.code)
      writer.write(count: digest.table)
      writer.write(natural: digest.count)
      ValueCodec.write(digest.digest, to: &writer)
    }
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    position = try reader.readNatural()
    let count = try reader.readCount("digests", max: Limits.scopesMax * Limits.tablesMax, each: 19)
    digests = []
    digests.reserveCapacity(count)
    for _ in 0..<count {
      let scope = try ScopeCodec.readScope(from: &reader)
      let table = try reader.readNumber("as a table's index", max: Limits.tablesMax - 1)
      let rows = try reader.readNatural()
      digests.append(
        ScopeTableDigest(scope: scope, table: table, count: rows, digest: try ValueCodec.readDigest(from: &reader)))
    }
  }
}
