import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

/// What became of a group of pushes.
struct GroupOutcome {
  /// One for each push, in order.
  var answers: [Result<PushOutcome, ErrorReply>] = []
  /// The head of the log after the group.
  var head: Position
  /// The scopes in which something changed.
  var scopes: Set<Scope>
  var rowsWritten: Int
  /// Results that a planted mistake leaves out of the transaction.
  var unsaved: [StoredResult] = []

  init(head: Position, scopes: Set<Scope>, rowsWritten: Int) {
    self.head = head
    self.scopes = scopes
    self.rowsWritten = rowsWritten
  }
}

/// What became of one push; durable.
public struct PushOutcome: Sendable {
  /// One for each change set, in sequence.
  public var results: [ChangeResult]
  /// The change sets that could be read, in the same order.
  public var changeSets: [ChangeSet?]
  /// The sequences of those that stand exactly as they were sent: a device of the present has nothing to put right.
  public var asSent: Set<Sequence>
  /// How many of them were not repetitions.
  public var freshCount: Int
  /// Whether the device showed a ticket that it no longer should have: it may have been restored or copied.
  public var showedOldTicket: Bool
  /// The device knows, or has handed in, all that stands under its number.
  public var hasReachedLast: Bool
}

extension MergeBatch {
  /// The scopes whose readers see a change.
  var touchedScopes: Set<Scope> {
    Set(rows.map(\.scope)).union(departures.map(\.scope))
  }
}

extension BatchMerger {
  /// Loads what the merging of these submissions needs, wave by wave.
  mutating func load(_ submissions: [Submission], from store: any HubReading) throws {
    var needs = needs(of: submissions)
    while !needs.isEmpty {
      needs = provide(try store.load(needs), for: needs)
    }
  }
}
