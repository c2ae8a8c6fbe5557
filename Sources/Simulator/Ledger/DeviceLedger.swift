import ChangeModel
import SyncSession

/// What an all-knowing observer knows of one device.
struct DeviceLedger {
  /// A change set as it stood in the outbox.
  struct Sealed {
    var payload: Digest
    var changeSet: ChangeSet

    /// What it says, apart from its place among the device's own.
    var content: ChangeSet {
      var content = changeSet
      content.dot.sequence = 0
      return content
    }
  }

  /// The outbox as it was last seen.
  var outbox: [Sequence: Sealed] = [:]
  /// Intents that were saved, and are in no change set yet, in order.
  var unsealed: [Intent] = []
  /// Intents whose saving failed half-way: they may or may not be there.
  var doubtful: [Intent] = []
  /// Intents that a failing disk did not save, as it seemed.
  var failed: [Intent] = []
  /// The numbers of all intents that were saved.
  var saved: Set<Int> = []
  var position: Position = 0
  /// Whether a granted scope is still to be fetched.
  var lacksScopes = false
  var acknowledged: Sequence = 0
  var settled: Sequence = 0
  /// The stamp of the last change set that left the outbox.
  var handedIn = Stamp.zero
  /// The stamps of what a restored server had taken and is handed in again: it shows as that server has it, until it has a
  /// result.
  var handedInAgain: Set<Stamp> = []
  /// The server's numbers of rows that were seen. REPLACE gives a row another one until it is sealed.
  private var numbers: [RowID: Int64] = [:]
  /// When the first write in a change set was made, by the change set's stamp, in true milliseconds since 1970 UTC.
  var madeAt: [Stamp: Int64] = [:]

  /// Gives the rows of an intent the numbers by which the server knows them.
  mutating func number(_ intent: inout Intent) {
    for place in intent.edits.indices {
      let edit = intent.edits[place]
      if 1..<1 << 40 ~= edit.row { numbers[edit.id] = edit.row }
      intent.edits[place].row = numbers[edit.id] ?? edit.row
    }
  }

  /// What comes under this ID from now on is another row.
  mutating func forgetNumber(of id: RowID) { numbers[id] = nil }

  /// Takes note of the numbers that the server gave to the rows that a change set inserts.
  mutating func learn(_ given: [Int64], of changeSet: ChangeSet) {
    let inserts = changeSet.changes.filter { $0.kind == .insert }
    for (change, number) in zip(inserts, given) {
      if case .id(let id) = change.row { numbers[id] = number }
    }
  }

  /// A restored server may have given other numbers.
  mutating func forgetNumbers() { numbers = [:] }

  /// One name for a row that some change sets name by its ID and later ones by its number.
  func settledName(of row: RowName) -> RowName {
    if case .id(let id) = row, let number = numbers[id] { return .number(number) }
    return row
  }
}

/// What can be seen of a device from outside, at one moment.
struct DeviceSight {
  var state: SyncState
  /// The outbox, decoded, in order.
  var outbox: [DeviceLedger.Sealed]
  /// The rejected change sets that are put before the user, apart from their places among the device's own.
  var attention: Set<ChangeSet>
}
