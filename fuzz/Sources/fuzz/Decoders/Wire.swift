import ChangeModel

@testable import SyncProtocol

/// What a socket brings.
extension Decoder {
  static let wire: [Decoder] = [
    Decoder(
      "frame", share: 90, bytesMax: 512, seeds: { $0.messages.map(\.bytes) + $0.invalid(as: "frame") },
      take: takeFrame),
    messages("enrolment", share: 40, [.enrolRequest, .enrolReply, .rejoinRequest, .rejoinReply, .error]),
    messages("sync-request", share: 60, bytesMax: 512, [.syncRequest]),
    // The pages of a first download are sync replies, too.
    messages("sync-reply", share: 100, bytesMax: 512, [.syncReply]),
    messages("digest", share: 40, [.digestRequest, .digestReply]),
    messages("range", share: 60, [.rangeRequest, .rangeReply]),
    Decoder(
      "change-set", share: 110, bytesMax: 512, seeds: { $0.changeSets.map(\.bytes) + $0.invalid(as: "change set") },
      take: takeChangeSet),
    Decoder(
      "delta", share: 100, bytesMax: 512, seeds: { $0.deltas.map(\.bytes) + $0.invalid(as: "delta") }, take: takeDelta),
    Decoder("inflate", share: 50, bytesMax: 512, seeds: deflated, take: takeDeflated),
    Decoder("value", share: 50, bytesMax: 128, seeds: { _ in values }, take: takeValue),
  ]

  // MARK: Frames and messages

  /// As it came, and with a checksum that is right, since else hardly anything would come past it.
  private static func takeFrame(_ bytes: [UInt8]) {
    _ = try? Frame.decode(bytes)
    guard bytes.count > Frame.checksumBytes else { return }
    var writer = ByteWriter()
    writer.write(raw: Array(bytes.dropLast(Frame.checksumBytes)))
    writer.write(fixed32: Deflate.checksum(writer.bytes[...]))
    guard let message = try? Frame.decode(writer.bytes) else { return }
    guard let again = try? Frame.decode(Frame.encode(message, level: 1)) else {
      return require(false, "what was encoded can be decoded")
    }
    require(payload(of: again) == payload(of: message), "the payload comes back")
  }

  /// The payloads of some kinds of messages, since the checksum of a frame keeps most of them from being looked at.
  private static func messages(
    _ name: String, share: Int, bytesMax: Int = 256, _ kinds: [Message.Kind]
  ) -> Decoder {
    Decoder(
      name, share: share, bytesMax: bytesMax,
      seeds: { vectors in vectors.payloads.filter { bytes in kinds.contains { $0.rawValue == bytes.first } } },
      take: { takePayload($0, among: kinds) })
  }

  private static func takePayload(_ bytes: [UInt8], among kinds: [Message.Kind]) {
    guard let first = bytes.first else { return }
    // Any first byte is some kind, so that no execution is wasted on finding one.
    let kind =
      Message.Kind(rawValue: first).flatMap { kinds.contains($0) ? $0 : nil } ?? kinds[Int(first) % kinds.count]
    requireCanonical(
      Array(bytes.dropFirst()),
      decode: { bytes in
        var reader = ByteReader(bytes)
        let message = try Message(kind, from: &reader)
        try reader.finish()
        return message
      }, encode: payload)
  }

  private static func payload(of message: Message) -> [UInt8] {
    var writer = ByteWriter()
    message.writePayload(to: &writer)
    return writer.bytes
  }

  // MARK: Change sets and deltas

  private static func takeChangeSet(_ bytes: [UInt8]) {
    requireCanonical(bytes, decode: ChangeSetCodec.decode, encode: ChangeSetCodec.encode)
    guard let changeSet = try? ChangeSetCodec.decode(bytes) else { return }
    require(changeSet.changes.count <= bytes.count, "a change takes a byte or more")
    for change in changeSet.changes {
      let columns = change.cells.map(\.column)
      require(zip(columns, columns.dropFirst()).allSatisfy(<), "columns ascend")
      require(columns.allSatisfy { (0..<Limits.columnsMax).contains($0) }, "columns are within the limit")
      require((0..<Limits.tablesMax).contains(change.table), "tables are within the limit")
      require(change.kind != .delete || change.cells.isEmpty, "a delete has no cells")
    }
  }

  private static func takeDelta(_ bytes: [UInt8]) {
    requireCanonical(bytes, decode: DeltaCodec.decode, encode: DeltaCodec.encode)
    guard let delta = try? DeltaCodec.decode(bytes) else { return }
    require(delta.rowCount <= bytes.count, "a row takes a byte or more")
    for table in delta.tables {
      require((0..<Limits.tablesMax).contains(table.table), "tables are within the limit")
      require(table.full.allSatisfy { $0.values.count <= Limits.columnsMax }, "columns are within the limit")
      require(table.cells.allSatisfy { $0.values.count == $0.mask.nonzeroBitCount }, "a mask tells its values")
    }
  }

  // MARK: Smaller parts

  /// One byte says whether the dictionary is in use, two how much is declared.
  private static func takeDeflated(_ bytes: [UInt8]) {
    guard bytes.count >= 3 else { return }
    let dictionary = bytes[0] & 1 == 0 ? [] : PresetDictionary.one
    let count = Int(bytes[1]) << 8 | Int(bytes[2])
    let ceiling = 32_768
    guard
      let raw = try? Deflate.inflate(
        Array(bytes.dropFirst(3)), rawCount: count, ceiling: ceiling, dictionary: dictionary)
    else { return }
    require(raw.count == count && count <= ceiling, "exactly what was declared comes out")
    let again = try? Deflate.inflate(
      Deflate.compress(raw, level: 1, dictionary: dictionary), rawCount: count, dictionary: dictionary)
    require(again == raw, "the bytes come back")
    require((try? Deflate.inflate(Deflate.storedBlocks(raw), rawCount: count)) == raw, "stored blocks come back")
  }

  private static func deflated(_ vectors: Vectors) -> [[UInt8]] {
    vectors.payloads.map { payload in
      let dictionary = payload.count % 2 == 0 ? PresetDictionary.one : []
      let head = [dictionary.isEmpty ? 0 : 1, UInt8(payload.count >> 8 & 0xFF), UInt8(payload.count & 0xFF)]
      return head + Deflate.compress(payload, dictionary: dictionary)
    }
  }

  private static func takeValue(_ bytes: [UInt8]) {
    requireCanonical(
      bytes,
      decode: { bytes in
        var reader = ByteReader(bytes)
        let value = try ValueCodec.read(from: &reader)
        try reader.finish()
        return value
      },
      encode: { value in
        var writer = ByteWriter()
        ValueCodec.write(value, to: &writer)
        return writer.bytes
      })
  }

  private static var values: [[UInt8]] {
    let id = RowID(high: 1, low: 2)
    let values: [Value] = [
      .null, .integer(-7), .integer(.max), .real(2.5), .text("Zoë"), .blob([1, 2, 3]),
      .reference(RowReference(row: 9)), .reference(RowReference(id: id)), .reference(RowReference(row: 9, id: id)),
    ]
    return values.map { value in
      var writer = ByteWriter()
      ValueCodec.write(value, to: &writer)
      return writer.bytes
    }
  }
}
