import ChangeModel

@testable import MergeEngine

/// Texts that people and programs hand in.
extension Decoder {
  static let texts: [Decoder] = [
    Decoder("text-merge", share: 30, bytesMax: 128, seeds: { _ in merges.map(bytes) }, take: takeMerge),
    Decoder("set-text", share: 30, bytesMax: 96, seeds: { _ in sets.map(bytes) }, take: takeSet),
    Decoder("events", share: 30, seeds: { _ in streams.map(bytes) }, take: takeEvents),
    Decoder("auth-header", share: 40, seeds: { _ in authHeaders.map(bytes) }, take: takeAuthHeader),
    Decoder("enrolment-code", share: 40, bytesMax: 64, seeds: { _ in codes.map(bytes) }, take: takeCode),
    Decoder("row-id", share: 40, bytesMax: 64, seeds: { _ in rowIDs.map(bytes) }, take: takeRowID),
  ]

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Names and headers

  private static func takeAuthHeader(_ bytes: [UInt8]) {
    guard let header = AuthHeader(text(bytes)) else { return }
    require(header.nonce.utf8.count == 16, "a nonce has 16 bytes")
    // Our own spacing may bring it over the bound.
    guard header.text.utf8.count <= 400 else { return }
    guard let again = AuthHeader(header.text) else { return require(false, "a header as it is sent can be read") }
    require(again == header && isSame(again.text, header.text), "the header comes back")
  }

  private static func takeCode(_ bytes: [UInt8]) {
    guard let code = EnrolmentCode(text(bytes)) else { return }
    require(code.bytes.count == EnrolmentCode.byteCount, "a code has 20 bytes")
    require(EnrolmentCode("\(code)") == code, "the code comes back")
  }

  private static func takeRowID(_ bytes: [UInt8]) {
    _ = RowID(bytes)
    guard let id = RowID(text(bytes)) else { return }
    require(RowID("\(id)") == id && RowID(id.bytes) == id, "the ID comes back")
    require(bytes.allSatisfy { $0 < 0x80 }, "an ID is written in ASCII")
  }

  // MARK: Events

  /// The stream may be cut anywhere.
  private static func takeEvents(_ bytes: [UInt8]) {
    var whole = EventParser()
    let events = whole.take(bytes)
    for cut in [bytes.count / 3, bytes.count / 2] {
      var parser = EventParser()
      require(parser.take(bytes[..<cut]) + parser.take(bytes[cut...]) == events, "a cut changes nothing")
    }
    for event in events {
      require(event.data.utf8.count <= 3 * bytes.count && !event.name.isEmpty, "an event is what came")
    }
  }

  // MARK: Sets

  /// The bytes as a set's text, and as a list of elements with a NUL after each.
  private static func takeSet(_ bytes: [UInt8]) {
    if let elements = SetText.parse(text(bytes)) { requireSet(elements, of: Set(elements.map { Array($0.utf8) })) }
    let list = bytes.split(separator: 0, omittingEmptySubsequences: false).map { text(Array($0)) }
    requireSet(SetText.parse(SetText.write(list)) ?? [], of: Set(list.map { Array($0.utf8) }))
  }

  private static func requireSet(_ elements: [String], of spellings: Set<[UInt8]>) {
    require(elements.count == spellings.count, "each element is there once, by its bytes")
    require(elements.allSatisfy { spellings.contains(Array($0.utf8)) }, "elements keep their spelling")
    require(zip(elements, elements.dropFirst()).allSatisfy(SetText.precedes), "elements ascend")
    guard let again = SetText.parse(SetText.write(elements)) else { return require(false, "a set can be read back") }
    require(again.elementsEqual(elements, by: isSame), "the set comes back")
  }

  // MARK: Merged texts

  /// Three texts with a NUL between them: the base and both sides.
  private static func takeMerge(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map { text(Array($0)) }
    guard parts.count == 3 else { return }
    let (base, first, second) = (parts[0], parts[1], parts[2])
    let merged = TextMerge.merge(base: base, first: first, second: second)
    let other = TextMerge.merge(base: base, first: second, second: first)
    require(merged.hasOverlap == other.hasOverlap, "an overlap is one in either order")
    require(merged.hasOverlap || merged.text == other.text, "without an overlap the order does not matter")
    let size = parts.reduce(0) { $0 + $1.utf8.count }
    require(merged.text.utf8.count <= 2 * size, "the result is not longer than what came, and spaces")
    let known = Set(TextPieces.of(base))
    for word in TextPieces.of(first) + TextPieces.of(second) where !known.contains(word) {
      if word.allSatisfy(\.isWhitespace) { continue }
      require(holds(merged.text, word), "no new word is lost: \(word) in \(merged.text)")
    }
    require(isSame(TextMerge.merge(base: base, first: base, second: second).text, second), "one side alone stands")
    require(isSame(TextMerge.merge(base: base, first: first, second: base).text, first), "one side alone stands")
  }

  /// As bytes or, where only the spelling differs, as characters.
  private static func holds(_ text: String, _ word: Substring) -> Bool {
    let (bytes, needle) = (Array(text.utf8), Array(word.utf8))
    guard needle.count <= bytes.count else { return text.contains(word) }
    let isThere = (0...bytes.count - needle.count).contains { bytes[$0..<$0 + needle.count].elementsEqual(needle) }
    return isThere || text.contains(word)
  }

  // MARK: Seeds

  private static let authHeaders = [
    "v=1, device=12, time=1760000000000, nonce=AAECAwQFBgcICQoL, signature=c2lnbmVk",
    "v=1,device=-1,time=0,nonce=0123456789abcdef,signature=", "v=2, device=1",
  ]
  private static let streams = ["event: head\ndata: 7\n\n: hello\r\ndata:x\r\rdata\n\n"]
  private static let codes = [
    "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ", "oooo iiii llll 0000 0000 0000 0000 0000", "AAAA-BBBB",
  ]
  private static let rowIDs = ["0199b2c3-d4e5-7f60-8123-456789abcdef", "0199B2C3D4E57F608123456789ABCDEF", "-"]
  private static let sets = [
    "[\"a\",\"b\"]", "[ 1, true, null, \"\\u00e9\\n\\ud83d\\ude00\" ]", "[]", "b\0a\0b\0Zo\u{EB}\0Zoe\u{308}",
  ]
  private static let merges = [
    "call Bob\0call Bob today\0call Bob tomorrow", "a b c\0x b c\0a b y", "one\ntwo\n\0one\n\0zero\none\ntwo\n",
    "客户要求折扣\0客户要求大折扣\0老客户要求折扣", "\0one\0two",
  ]
}
