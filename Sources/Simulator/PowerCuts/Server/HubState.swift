import ChangeModel
import HubStore
import MergeEngine
import SQLiteStore
import SyncProtocol

/// Everything that a hub must remember, in words that can be compared.
///
/// Left out is what it may forget: when a device was last seen, and how far it said it had come.
struct HubState: Hashable, Sendable {
  var head: Position
  var history: [String]
  var digests: [String]
  var devices: [String]
  var people: [String]

  init(_ store: SQLiteHubStore) throws {
    self = try store.read { store in
      let scopes = [Scope.org] + (1...4).map { Scope.territory(Int64($0)) }
      return try HubState(
        head: store.head(),
        history: store.history(from: 1, limit: .max).map {
          "\($0.position) \($0.dot) \($0.stamp) \(PayloadHash.of($0.changeSet))"
        },
        digests: store.digests(of: scopes).map { "\($0)" },
        devices: store.devices().map {
          "\($0.number) \($0.rep) \($0.lastSequence) \($0.lastStamp) \($0.ticket) \($0.revokedAt ?? 0)"
        },
        people: store.users().map { "\($0)" } + ["\(try store.org().schema.version)"])
    }
  }

  /// The first thing in which another state differs, in words.
  func difference(from other: HubState) -> String {
    let pairs = [
      ("history", history, other.history), ("digests", digests, other.digests), ("devices", devices, other.devices),
      ("people", people, other.people),
    ]
    for (name, mine, others) in pairs where mine != others {
      let index = zip(mine, others).prefix { $0 == $1 }.count
      let line = { (lines: [String]) in index < lines.count ? lines[index] : "nothing" }
      return "of \(name) it has \(line(mine)) instead of \(line(others))"
    }
    return head == other.head ? "nothing differs" : "its head is \(head) instead of \(other.head)"
  }

  private init(head: Position, history: [String], digests: [String], devices: [String], people: [String]) {
    self.head = head
    self.history = history
    self.digests = digests
    self.devices = devices
    self.people = people
  }
}

private enum PayloadHash {
  static func of(_ bytes: [UInt8]) -> String {
    var hash = SipHash()
    hash.append(contentsOf: bytes)
    return "\(hash.finish())"
  }
}
