/// Cuts one direction of a PostgreSQL connection into its messages, however the bytes come.
struct WireMessages {
  struct Message {
    /// 0 for the client's greetings, which have none.
    var kind: UInt8
    /// What stands behind the length.
    var body: ArraySlice<UInt8>
    /// The whole message, as it came.
    var bytes: ArraySlice<UInt8>
  }

  private var waiting: [UInt8] = []
  /// Whether messages without a kind come, as from a client until it has said what it wants.
  private var isGreeting: Bool

  init(ofClient isClient: Bool) {
    isGreeting = isClient
  }

  /// The messages that are complete with these bytes, in order.
  mutating func take(_ bytes: [UInt8]) -> [Message] {
    waiting += bytes
    var messages: [Message] = []
    while let message = next() { messages.append(message) }
    return messages
  }

  private mutating func next() -> Message? {
    let headCount = isGreeting ? 0 : 1
    guard waiting.count >= headCount + 4 else { return nil }
    let length = waiting[headCount..<headCount + 4].reduce(0) { $0 << 8 | Int($1) }
    let count = headCount + max(4, length)
    guard waiting.count >= count else { return nil }
    let bytes = waiting[..<count]
    let message = Message(
      kind: isGreeting ? 0 : bytes[0], body: bytes.dropFirst(headCount + 4), bytes: bytes)
    waiting.removeFirst(count)
    isGreeting = false
    return message
  }
}

extension WireMessages.Message {
  /// The texts at its beginning that end with a zero, at most so many.
  func texts(_ countMax: Int) -> [String] {
    body.split(separator: 0, maxSplits: countMax, omittingEmptySubsequences: false).prefix(countMax)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
