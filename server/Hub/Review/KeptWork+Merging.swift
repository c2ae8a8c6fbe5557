import ChangeModel
import Foundation
import HubStore
import MergeEngine
import SyncProtocol

extension KeptWork {
  func decoded() throws -> ChangeSet {
    do {
      return try ChangeSetCodec.decode([UInt8](changeSet))
    } catch {
      throw HubStoreError.damaged(what: "the change set \(dot) that is kept cannot be read: \(error.message)")
    }
  }

  /// The rows that it would have made.
  func insertedRows() throws -> [TableID] {
    try decoded().changes.compactMap { change in
      guard change.kind == .insert, case .id(let id) = change.row else { return nil }
      return TableID(table: change.table, id: id)
    }
  }

  /// The change set as it is merged when it is accepted: under a number of its own, having seen what its maker had seen.
  func submission(as reviewer: DeviceRecord, scopes: [Scope]) throws -> Submission {
    var changeSet = try decoded()
    changeSet.dot = Dot(device: reviewer.number, sequence: reviewer.lastSequence + 1)
    if sequence > 1 {
      let others = changeSet.context.others + [Dot(device: device, sequence: sequence - 1)]
      changeSet.context = Context(base: changeSet.context.base, others: others)
    }
    changeSet.isUnion = false
    return Submission(
      changeSet: changeSet, actor: Actor(device: reviewer.number, rep: rep, role: role, scopes: scopes),
      offsetMilliseconds: offsetMilliseconds, lastStamp: reviewer.lastStamp)
  }
}

extension DeviceRecord {
  /// Whether it stands for work of another device that was accepted in a review. Nobody has its key.
  package var standsForReviewed: Bool { number != officeDevice && publicKey.isEmpty }
}
