import ChangeModel
import Crypto
import HubStore

/// Checks that an audit log is as it was written, and that the history holds what the log says was merged.
struct AuditCheck {
  /// More are not worth reading.
  private static let faultsMax = 20
  private static let pageEntries = 1_000

  let store: any HubReading
  private(set) var faults: [String] = []
  /// The last entry: kept elsewhere it shows later that nothing was cut off.
  private(set) var head: AuditHead?
  /// The hashes of change sets of the history that were written anew.
  private var rewritten: [Position: [UInt8]] = [:]
  private var firstPosition: Position?

  init(store: any HubReading) {
    self.store = store
  }

  mutating func run() throws {
    try checkChain()
    if let firstPosition { try checkHistory(from: firstPosition) }
  }

  private mutating func add(_ fault: String) {
    if faults.count < Self.faultsMax { faults.append(fault) }
  }

  /// Each entry's own hash is taken as the next one's foundation, so that one broken entry is told once.
  private mutating func checkChain() throws {
    var previous = AuditChain.start(of: try store.org().id)
    var number: Int64 = 0
    while case let page = try store.audit(from: number + 1, limit: Self.pageEntries), !page.isEmpty {
      for entry in page {
        if entry.number != number + 1 {
          add("the audit log lacks entry \(number + 1): after entry \(number) comes entry \(entry.number)")
        } else if entry.hash != AuditChain.hash(of: entry, after: previous) {
          add("entry \(entry.number) of the audit log is not as it was written")
        }
        previous = entry.hash
        number = entry.number
        if entry.kind == .rewritten { rewritten[entry.position] = entry.payload }
        if entry.kind == .accepted, firstPosition == nil { firstPosition = entry.position }
      }
    }
    if number > 0 { head = AuditHead(number: number, hash: previous.hexadecimal) }
  }

  /// The change sets of the history, side by side with the entries that tell of them.
  private mutating func checkHistory(from first: Position) throws {
    var position = first
    var number: Int64 = 1
    while case let page = try store.audit(from: number, limit: Self.pageEntries), let last = page.last {
      number = last.number + 1
      let accepted = page.filter { $0.kind == .accepted }
      let history = try store.history(from: position, limit: accepted.count)
      for (entry, merged) in zip(accepted, history) {
        let hash = rewritten[merged.position] ?? entry.payload
        if merged.position != entry.position || merged.dot != Dot(device: entry.device, sequence: entry.sequence) {
          return add(
            "entry \(entry.number) of the audit log tells of another change set than position \(merged.position)")
        }
        if Array(SHA256.hash(data: merged.changeSet)) != hash {
          add("the change set at position \(merged.position) is not the one of entry \(entry.number) of the audit log")
        }
      }
      guard history.count == accepted.count else {
        return add(
          "the audit log tells of change sets after position \(history.last?.position ?? position - 1) that are gone")
      }
      position = (history.last?.position ?? position - 1) + 1
    }
    let head = try store.head()
    if position <= head, !RestoredStore.isLeap(from: position - 1, to: head) {
      add("the audit log does not tell of the change sets from position \(position) to \(head)")
    }
  }
}

/// The end of an audit log.
public struct AuditHead: Codable, Hashable, Sendable {
  /// How many entries there are.
  public var number: Int64
  /// The last entry's hash, 64 hexadecimal digits.
  public var hash: String
}
