import ChangeModel
import TestSupport

@testable import ReplicaStore

/// A replica that holds two territories, three reps, and one item, row 1, with two parts, rows 1 and 2.
struct TrialWorld {
  var office = TrialOffice()
  let replica: TrialReplica

  init(device: DeviceNumber = 5) throws {
    office.write([
      Trial.insertItem(
        .trial(50),
        [
          "name": .set(.text("Ann")), "hits": .set(.integer(3)), "tags": .set(.text("[\"a\",\"b\"]")),
          "notes": .set(.text("one two three")), "street": .set(.text("Main 1")), "city": .set(.text("York")),
          "code": .set(.text("C1")),
        ]),
      Trial.insert(TrialSchema.parts, .trial(61), ["item_id": .set(.reference(RowReference(id: .trial(50))))]),
      Trial.insert(TrialSchema.parts, .trial(62), ["item_id": .set(.reference(RowReference(id: .trial(50))))]),
    ])
    replica = try TrialReplica(device: device)
    try replica.sync(&office)
  }

  /// The office updates the item.
  mutating func officeUpdates(_ edits: [String: Edit], item: UInt64 = 50) {
    office.write([Trial.update(.trial(item), edits)])
  }

  mutating func sync() throws { try replica.sync(&office) }

  /// Sends what is sealed, lets the user write meanwhile, and applies the answer.
  mutating func sync(meanwhile sql: String) throws {
    try replica.seal()
    try replica.exchange(&office)
    try replica.write(sql)
    _ = try replica.replica.apply(now: replica.now)
  }

  /// Whether the replica is what the server has for it.
  func isInStep() throws -> Bool {
    try replica.replica.digests() == office.digests(of: [.org, .territory(1)])
  }
}
