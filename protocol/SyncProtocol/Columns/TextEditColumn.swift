import ChangeModel

/// A column of text edits: the new texts, and of each base only what differs between the first and last bytes that it
/// has in common with the new text.
enum TextEditColumn {
  static func write(_ edits: [Edit], ids: inout IDTable, to writer: inout ByteWriter) {
    var (news, prefixes, suffixes, middles) = ([Value](), [Int64](), [Int64](), [Value]())
    for case .text(let base, let new) in edits {
      news.append(new.map { .text($0) } ?? .null)
      let common = common(base, new)
      prefixes.append(Int64(common.prefix))
      suffixes.append(Int64(common.suffix))
      middles.append(base.map { .blob(Array($0.utf8.dropFirst(common.prefix).dropLast(common.suffix))) } ?? .null)
    }
    ColumnCodec.write(news, ids: &ids, to: &writer)
    IntegerColumn(prefixes).write(to: &writer)
    IntegerColumn(suffixes).write(to: &writer)
    ColumnCodec.write(middles, ids: &ids, to: &writer)
  }

  /// The longest common start in bytes, and the longest common end of what is left.
  private static func common(_ base: String?, _ new: String?) -> (prefix: Int, suffix: Int) {
    guard let base, let new else { return (0, 0) }
    let (left, right) = (Array(base.utf8), Array(new.utf8))
    let most = min(left.count, right.count)
    var prefix = 0
    while prefix < most && left[prefix] == right[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < most - prefix && left[left.count - 1 - suffix] == right[right.count - 1 - suffix] { suffix += 1 }
    return (prefix, suffix)
  }

  static func read(_ count: Int, ids: [RowID], from reader: inout ByteReader) throws(ProtocolError) -> [Edit] {
    let news = try ColumnCodec.read(count, ids: ids, from: &reader)
    let prefixes = try IntegerColumn.read(count, from: &reader)
    let suffixes = try IntegerColumn.read(count, from: &reader)
    let middles = try ColumnCodec.read(count, ids: ids, from: &reader)
    var edits = [Edit]()
    edits.reserveCapacity(count)
    var room = Limits.changeSetBytesMax
    for index in 0..<count {
      let new = try text(news[index])
      let base = try base(of: new, prefix: prefixes[index], suffix: suffixes[index], middle: middles[index])
      // A base costs few bytes when it is like its text, so what they add up to is bounded too.
      room -= base?.utf8.count ?? 0
      guard room >= 0 else { throw .tooLarge("the bases of texts are larger than a change set may be") }
      edits.append(.text(base: base, new: new))
    }
    return edits
  }

  private static func text(_ value: Value) throws(ProtocolError) -> String? {
    switch value {
    case .null: return nil
    case .text(let text): return text
    default: throw .malformed("an edited text is not a text")
    }
  }

  private static func base(
    of new: String?, prefix: Int64, suffix: Int64, middle: Value
  ) throws(ProtocolError) -> String? {
    let bytes = Array((new ?? "").utf8)
    let length = Int64(bytes.count)
    guard prefix >= 0, suffix >= 0, prefix <= length, suffix <= length - prefix else {
      throw .malformed("a text's base has more in common with it than it has")
    }
    switch middle {
    case .null:
      guard prefix == 0, suffix == 0 else { throw .malformed("a base that is NULL has bytes") }
      return nil
    case .blob(let middle):
      let whole = bytes.prefix(Int(prefix)) + middle + bytes.suffix(Int(suffix))
      var reader = ByteReader(Array(whole))
      guard whole.count <= Limits.valueBytesMax else { throw .tooLarge("a text's base has \(whole.count) bytes") }
      return try reader.readRawText(whole.count)
    default: throw .malformed("a text's base is not made of bytes")
    }
  }
}
