import ChangeModel
import HubStore
import MergeEngine
import TestSupport
import Testing

/// The merge engine over a store gives what it gives over a dictionary.
@Suite struct EngineOverStoreTests {
  private func merge(_ submissions: [Submission], into store: any HubStore) throws -> [Merged] {
    try store.write { writing in
      var merger = BatchMerger(
        schema: try writing.org().schema, rules: NoBusinessRules(), head: try writing.head(),
        lastRows: try writing.lastRows())
      var needs = merger.needs(of: submissions)
      while !needs.isEmpty { needs = merger.provide(try writing.load(needs), for: needs) }
      let results = submissions.map { merger.merge($0, now: 1_000_000) }
      try writing.commit(merger.batch)
      return results
    }
  }

  /// One insert, update, delete or move of a few items and their parts. Half of the items compete for a few codes; the
  /// others are deleted and come back.
  private func changes(_ random: inout SplitMix64, step: UInt64) -> [RowChange] {
    let number = UInt64.random(in: 0..<8, using: &random)
    let hasCode = number >= 4
    let code: [String: Edit] = hasCode ? ["code": .set(.text("\(step % 4)"))] : [:]
    let item = RowID.trial(1_000 + number)
    let part = RowID.trial(2_000 + .random(in: 0..<12, using: &random))
    let parent = Edit.set(.reference(RowReference(id: item)))
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1: return [Trial.insertItem(item, territory: .random(in: 1...2, using: &random), code)]
    case 2: return [Trial.update(item, ["name": .set(.text("name \(step)"))])]
    case 3: return [Trial.update(item, ["hits": .add(1), "tags": .elements(added: ["tag \(step % 3)"], removed: [])])]
    case 4: return [Trial.update(item, ["territory_id": .set(.reference(RowReference(row: Int64(step % 2) + 1)))])]
    case 5: return [Trial.insert(TrialSchema.parts, part, ["item_id": parent, "name": .set(.text("part"))])]
    case 6: return [Trial.update(part, table: TrialSchema.parts, ["name": .set(.text("part \(step)"))])]
    default: return [hasCode ? Trial.update(item, code) : Trial.delete(item)]
    }
  }

  @Test(arguments: StoreKind.allCases, [91, 92, 93] as [UInt64])
  func randomHistories_endInTheSameRowsResultsAndDigests(kind: StoreKind, seed: UInt64) throws {
    let test = try kind.make()
    var random = SplitMix64(seed: seed)
    var hub = TrialHub()
    let scopes = [Scope.org, .territory(1), .territory(2)]
    var office = TrialDevice(1, role: .office, scopes: scopes, time: 1)
    let regions = office.changeSet(
      [("North", 1), ("South", 2)].map {
        Trial.insert(TrialSchema.territories, .trial($1), ["name": .set(.text($0))])
      })
    var devices = (2...4).map { TrialDevice($0, scopes: scopes) }
    var batches = [[Submission(changeSet: regions, actor: office.actor, offsetMilliseconds: 0)]]
    var stamps = [DeviceNumber: Stamp]()
    var accepted = 0
    for step in 0..<120 as Range<UInt64> {
      if step > 0 { batches = [] }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: devices.indices, using: &random)
        if Bool.random(using: &random) { devices[index].base = hub.head }
        let changeSet = devices[index].changeSet(changes(&random, step: step))
        batches.append([Submission(changeSet: changeSet, actor: devices[index].actor, offsetMilliseconds: 0)])
      }
      for batch in batches {
        let expected = hub.submit(batch)
        var submission = batch[0]
        submission.lastStamp = stamps[submission.actor.device] ?? .zero
        let merged = try merge([submission], into: test.store)
        try #require(merged.map(\.result) == expected, "step \(step)")
        stamps[submission.actor.device] = merged[0].stamp
        accepted += expected.count { $0.rejection == nil }
      }
    }
    #expect(accepted > 60)
    try expectSameState(test.store, hub, scopes: scopes)
  }

  private func expectSameState(_ store: any HubStore, _ hub: TrialHub, scopes: [Scope]) throws {
    #expect(try store.read { try $0.head() } == hub.head)
    for row in hub.rows.values { #expect(try store.rows(row.key) == [row]) }
    let digests = try store.read { try $0.digests(of: scopes) }
    #expect(digests.count == hub.recomputedDigests.count)
    for sum in digests {
      let expected = hub.recomputedDigests[ScopeTable(scope: sum.scope, table: sum.table)]
      #expect(expected == DigestChange(digest: sum.digest, count: sum.count))
    }
    #expect(try store.integrityFaults() == [])
  }
}
