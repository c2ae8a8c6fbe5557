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
  /// The numbers of all intents that were saved.
  var saved: Set<Int> = []
  var position: Position = 0
  var acknowledged: Sequence = 0
  var settled: Sequence = 0
  /// Rejected change sets that were put before the user.
  var attention: Set<Sequence> = []
}

/// What can be seen of a device from outside, at one moment.
struct DeviceSight {
  var state: SyncState
  /// The outbox, decoded, in order.
  var outbox: [DeviceLedger.Sealed]
  var attention: Set<Sequence>
}
