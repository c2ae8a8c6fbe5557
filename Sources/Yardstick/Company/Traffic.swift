/// What one sync took.
public struct Traffic: Sendable {
  public internal(set) var roundTrips = 0
  /// Bytes of the requests, and of the replies.
  public internal(set) var sent = 0
  public internal(set) var received = 0
  /// Change sets that were handed in and accepted.
  public internal(set) var changeSets = 0
  /// Rows that came down.
  public internal(set) var rows = 0
  /// Sealing, reading the outbox and making requests.
  public internal(set) var extracting = CPUTime()
  /// The server's part, from the bytes of the requests to those of the replies.
  public internal(set) var serving = CPUTime()
  /// Decoding replies, keeping and applying them.
  public internal(set) var applying = CPUTime()

  public init() {}

  mutating func note(sent: Int, received: Int) {
    roundTrips += 1
    self.sent += sent
    self.received += received
  }
}
