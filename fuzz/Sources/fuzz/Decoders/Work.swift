import ChangeModel
import MergeEngine
import SyncProtocol
import TestSupport

/// Whole change sets as strangers may send them: any that can be decoded is merged or rejected, and leaves all in order.
extension Decoder {
  static let work: [Decoder] = [
    Decoder("merge", share: 30, bytesMax: 768, seeds: { _ in histories }, take: takeHistory)
  ]

  nonisolated(unsafe) private static let newHub = Trial.hub()
  private static let actors = [
    TrialDevice(2).actor, TrialDevice(3, scopes: [.org, .territory(1), .territory(2)]).actor,
    TrialDevice(4, role: .office).actor,
  ]

  /// Change sets one after the other, each after a byte with its length.
  private static func takeHistory(_ bytes: [UInt8]) {
    var hub = newHub
    var sequences: [DeviceNumber: Sequence] = [:]
    var rest = bytes[...]
    while let count = rest.popFirst() {
      guard var changeSet = try? ChangeSetCodec.decode(Array(rest.prefix(Int(count)))) else { break }
      rest = rest.dropFirst(Int(count))
      // What the server knows from the session: who it is, and that nothing was left out.
      let actor = actors[Int(changeSet.dot.device % Int64(actors.count))]
      sequences[actor.device, default: 0] += 1
      changeSet.dot = Dot(device: actor.device, sequence: sequences[actor.device, default: 1])
      changeSet.context.base = min(changeSet.context.base, hub.head)
      let before = hub
      let result = hub.submit(changeSet, actor: actor)
      if result.rejection != nil {
        require(hub.rows == before.rows && hub.head == before.head, "a rejected change set leaves nothing behind")
      }
      requireOrder(in: hub)
      requireDelta(for: actor, after: changeSet, isRejected: result.rejection != nil, in: hub, since: before.head)
    }
  }

  private static func requireOrder(in hub: TrialHub) {
    let digests = hub.digests.filter { $0.value.count != 0 || $0.value.digest != .zero }
    require(digests == hub.recomputedDigests, "the sums of row hashes follow the rows")
    for row in hub.rows.values {
      let heading = RowRecord.Heading(
        key: row.key, id: row.id, scope: row.scope, parent: row.parent, changed: row.changed)
      guard let record = try? RowRecord.encode(row) else { return require(false, "a merged row can be stored") }
      require((try? RowRecord.decode(record, heading: heading, shape: nil)) == row, "a stored row comes back")
    }
  }

  /// What the device is told can be sent, and is the same when it arrives.
  private static func requireDelta(
    for actor: Actor, after changeSet: ChangeSet, isRejected: Bool, in hub: TrialHub, since base: Position
  ) {
    var builder = DeltaBuilder(schema: hub.schema, viewer: actor)
    for row in hub.rows.values.sorted(by: { $0.key < $1.key }) where actor.mayUse(row.scope) && row.changed > base {
      builder.add(row, since: base)
    }
    builder.correct(changeSet, isRejected: isRejected) { table, name in
      switch name {
      case .number(let number): hub.rows[RowKey(table: table, row: number)]
      case .id(let id): hub.row(table, id)
      }
    }
    let delta = builder.build()
    require((try? DeltaCodec.decode(DeltaCodec.encode(delta))) == delta, "a delta arrives as it was sent")
  }

  // MARK: Seeds

  private static var histories: [[UInt8]] {
    let (item, part) = (RowID.trial(100), RowID.trial(200))
    var (ann, ben) = (TrialDevice(3), TrialDevice(4))
    let edits: [String: Edit] = [
      "name": .set(.text("Kiosk")), "tags": .elements(added: ["a"], removed: ["b"]), "hits": .add(3),
      "notes": .text(base: "one two", new: "one three"), "status": .set(.text("sent")),
    ]
    func child(_ name: String) -> RowChange {
      Trial.insert(
        TrialSchema.parts, part,
        ["item_id": .set(.reference(RowReference(id: item))), "name": .set(.text(name))])
    }
    func history(_ changes: [[RowChange]]) -> [UInt8] {
      changes.enumerated().flatMap { index, changes in
        let set = index % 2 == 0 ? ann.changeSet(changes) : ben.changeSet(changes)
        let bytes = ChangeSetCodec.encode(set)
        return [UInt8(truncatingIfNeeded: bytes.count)] + bytes
      }
    }
    let insert = Trial.insertItem(item, ["name": .set(.text("Nord"))])
    return [
      history([[insert]]), history([[insert], [Trial.update(item, edits)], [Trial.delete(item)]]),
      history([[insert, child("x")], [Trial.delete(item)], [Trial.update(part, table: TrialSchema.parts, [:])]]),
      history([[insert, child("x")], [insert, child("y")], [Trial.update(item, ["hits": .add(-1)])]]),
      history([[insert], [Trial.update(item, ["territory_id": .set(.reference(RowReference(row: 2)))])]]),
    ]
  }
}
