/// Follows a connection to PostgreSQL, and tells when the commit of a transaction that writes is on its way.
struct CommitWatch {
  /// A transaction that writes takes an org's log first.
  private static let lock = "FROM godwit.log WHERE org = $1 FOR UPDATE"

  private var requests = WireMessages(ofClient: true)
  private var answers = WireMessages(ofClient: false)
  /// Names of prepared statements.
  private var commits: Set<String> = []
  private var locksLog = false
  private var commitsUnderWay = 0

  /// A part of what a client sent.
  enum Part {
    case other(ArraySlice<UInt8>)
    /// The message that asks for the commit.
    case commit(ArraySlice<UInt8>)
  }

  mutating func sent(_ bytes: [UInt8]) -> [Part] {
    requests.take(bytes).map { message in
      switch message.kind {
      case UInt8(ascii: "P"): prepare(message.texts(2))
      // Portal and statement.
      case UInt8(ascii: "B") where locksLog && commits.contains(message.texts(2).last ?? ""):
        commitsUnderWay += 1
        return .commit(message.bytes)
      default: break
      }
      return .other(message.bytes)
    }
  }

  private mutating func prepare(_ texts: [String]) {
    guard let name = texts.first, let sql = texts.last else { return }
    if sql == "COMMIT" { commits.insert(name) }
    if sql.contains(Self.lock) { locksLog = true }
  }

  /// - Returns: whether these bytes say that a commit which writes is done.
  mutating func answered(_ bytes: [UInt8]) -> Bool {
    let isDone = answers.take(bytes).contains { $0.kind == UInt8(ascii: "C") && $0.texts(1) == ["COMMIT"] }
    guard isDone, commitsUnderWay > 0 else { return false }
    commitsUnderWay -= 1
    return true
  }
}
