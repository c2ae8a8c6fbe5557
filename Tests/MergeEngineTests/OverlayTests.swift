import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// What a replica shows of its pending edits is what the server's merge makes of them when nobody else writes.
@Suite struct OverlayTests {
  private static let steps: [Edit] = [
    .elements(added: [], removed: ["fair"]), .elements(added: ["fair"], removed: []),
    .elements(added: ["bio"], removed: ["fair"]), .elements(added: [], removed: []),
  ]

  /// The usual one with a set that may be missing.
  private static var schema: Schema {
    let items = TrialSchema.schema.tables[TrialSchema.items]
    var schema = TrialSchema.schema
    schema.tables[TrialSchema.items] = TableSchema(
      items.name, meaning: items.meaning, scope: items.scope, deletion: items.deletion,
      columns: items.columns.map { $0.name == "tags" ? ColumnSchema("tags", .text, .set, meaning: "set") : $0 })
    return schema
  }

  /// The set is given with the row, empty, or not at all.
  @Test(arguments: [Value.null, .text("[]"), .text("[\"fair\"]")])
  func pendingSetEdits_areShownAsTheServerMergesThem(start: Value) {
    for first in Self.steps {
      for second in Self.steps {
        let edits = [first, second]
        #expect(Overlay.lay(edits, over: start, policy: .set) == merged(edits, from: start), "\(start) \(edits)")
      }
    }
  }

  private func merged(_ edits: [Edit], from start: Value) -> Value? {
    var hub = Trial.hub(Self.schema)
    var ann = TrialDevice(2, time: 10_000)
    ann.base = hub.head
    let id = RowID.trial(100)
    hub.submit(
      ann.changeSet([Trial.insertItem(id, ["name": .set(.text("one")), "tags": .set(start)])]), actor: ann.actor)
    for edit in edits {
      ann.base = hub.head
      hub.submit(ann.changeSet([Trial.update(id, ["tags": edit])]), actor: ann.actor)
    }
    return hub.item(id, "tags")
  }
}
