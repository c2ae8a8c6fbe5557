import ChangeModel

extension RangeReply {
  func write(to writer: inout ByteWriter) {
    writer.write(natural: position)
    writer.write(count: digests.count)
    for digest in digests {
      writer.write(natural: digest.count)
      ValueCodec.write(digest.digest, to: &writer)
    }
    DeltaCodec.write(rows, to: &writer)
  }

  init(from reader: inout ByteReader) throws(ProtocolError) {
    position = try reader.readNatural()
    let count = try reader.readCount("digests", max: Limits.rangesMax, each: 17)
    digests = []
    digests.reserveCapacity(count)
    for _ in 0..<count {
      let rows = try reader.readNatural()
      digests.append(RangeDigest(count: rows, digest: try ValueCodec.readDigest(from: &reader)))
    }
    rows = try DeltaCodec.read(from: &reader)
  }
}
