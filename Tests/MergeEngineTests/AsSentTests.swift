import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// A change set that stands as it was sent is never looked at again: there must be nothing to put right.
@Suite struct AsSentTests {
  @Test func whatStandsAsSent_needsNoCorrection() throws {
    var asSent = 0
    var corrected = 0
    for seed in 0..<200 as Range<UInt64> {
      var hub = MergeLawTests.hub()
      let start = hub.head
      let policies = MergeLawTests.registers + ["hits", "tags"]
      for var event in MergeLawTests.history(seed: seed, devices: 4, writes: 12, policies: policies) {
        event.changeSet.context.base = start
        hub.submit(event.changeSet, actor: event.actor)
        let isAsSent = try #require(hub.merged.first).isAsSent
        let needsNothing = correction(of: event, by: hub).tables.isEmpty
        #expect(!isAsSent || needsNothing, "seed \(seed), \(event.changeSet)")
        if isAsSent { asSent += 1 } else if !needsNothing { corrected += 1 }
      }
    }
    // Nothing is proved by histories in which nobody met anybody, or in which all was looked at.
    #expect(asSent > 100)
    #expect(corrected > 100)
  }

  @Test func insertsAndDeletes_standAsSent_unlessSomebodyWasThere() {
    var hub = Trial.hub()
    var ann = TrialDevice(2)
    var bob = TrialDevice(3)
    hub.submit(ann.changeSet([Trial.insertItem(.trial(100), ["name": .set(.text("a"))])]), actor: ann.actor)
    #expect(hub.merged.map(\.isAsSent) == [true])
    hub.submit(bob.changeSet([Trial.insertItem(.trial(100), ["name": .set(.text("b"))])]), actor: bob.actor)
    #expect(hub.merged.map(\.isAsSent) == [false])
  }

  private func correction(of event: MergeLawTests.Event, by hub: TrialHub) -> Delta {
    var delta = DeltaBuilder(schema: hub.schema, viewer: event.actor)
    let loaded = hub.load(DeltaBuilder.needs(of: [event.changeSet]))
    delta.correct(event.changeSet, isRejected: hub.merged.first?.result.rejection != nil) { table, name in
      loaded.rows.first { row in
        switch name {
        case .number(let number): row.key == RowKey(table: table, row: number)
        case .id(let id): row.key.table == table && row.id == id
        }
      }
    }
    return delta.build()
  }
}
