/// How concurrent writes to a column or column group become one value. `protocol/MERGE.md` has the exact rules.
public enum Policy: Hashable, Codable, Sendable {
  /// The latest stamp wins, then the higher device.
  case latest
  /// Only the office writes; a change by anyone else is rejected.
  case office
  /// The earliest stamp wins among concurrent writes; NULL counts as not written.
  case first
  /// The greatest value wins among concurrent writes.
  case max
  /// The least value wins among concurrent writes.
  case min
  /// Differences add up.
  case counter
  /// A JSON array as a set: an addition wins over a concurrent removal.
  case set
  /// A three-way merge; overlapping edits are both kept.
  case text
  /// A declared state machine; among concurrent writes the state with the higher precedence wins.
  case workflow(Workflow)
  /// As `latest`, and a person is asked.
  case ask

  /// Whether a replica must keep the value from before the first local edit, to send a difference.
  public var needsBase: Bool { self == .counter || self == .set || self == .text }

  /// The policy's name as documents and the replica's data dictionary write it.
  public var name: String {
    switch self {
    case .latest: "latest"
    case .office: "office"
    case .first: "first"
    case .max: "max"
    case .min: "min"
    case .counter: "counter"
    case .set: "set"
    case .text: "text"
    case .workflow: "workflow"
    case .ask: "ask"
    }
  }
}

/// A declared state machine for a text column.
public struct Workflow: Hashable, Codable, Sendable {
  /// One state: its name, what may follow it, and how strong it is against a concurrent other state.
  public struct State: Hashable, Codable, Sendable {
    public var name: String
    public var next: [String]

    public init(_ name: String, next: [String]) {
      self.name = name
      self.next = next
    }
  }

  /// In order of precedence, weakest first.
  public var states: [State]
  /// The states in which a new row may begin.
  public var initial: [String]

  public init(states: [State], initial: [String]) {
    self.states = states
    self.initial = initial
  }

  /// The state's strength against concurrent others; -1 for an unknown state.
  public func precedence(of state: String) -> Int {
    states.firstIndex { $0.name == state } ?? -1
  }

  /// Whether a row in state `old` may go to `new`. Staying is always allowed.
  public func allows(_ old: String, to new: String) -> Bool {
    old == new || states.first { $0.name == old }?.next.contains(new) == true
  }
}
