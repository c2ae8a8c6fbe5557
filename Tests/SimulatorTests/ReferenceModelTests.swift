import ChangeModel
import MergeEngine
import Simulator
import TestSupport
import Testing

/// The engine and the reference model, which share no code, say the same of the same log.
@Suite struct ReferenceModelTests {
  @Test(arguments: 0..<320 as Range<UInt64>)
  func generatedHistories(seed: UInt64) {
    var history = ModelHistory(seed: seed, devices: 3 + Int(seed % 3))
    for _ in 0..<70 {
      let head = history.model.head
      history.step()
      if history.model.head == head { continue }
      let differences = history.differences
      if differences.isEmpty { continue }
      Issue.record("seed \(seed): \(differences), after \(history.logLines.suffix(6))")
      return
    }
    history.settle()
    #expect(history.differences == [], "seed \(seed)")
    #expect(history.model.head > 10, "seed \(seed)")
  }

  /// The histories are worth something only if they come by every rule that records a loss.
  @Test func generatedHistories_comeByEveryRule() {
    var rules = Set<String>()
    for seed in 0..<60 as Range<UInt64> {
      var history = ModelHistory(seed: seed, devices: 5)
      for _ in 0..<80 { history.step() }
      rules.formUnion(history.hub.conflictLines.map { String($0.prefix { $0 != " " }) })
    }
    #expect(rules.sorted() == ["M1", "M10", "M11", "M12", "M13", "M2", "M3", "M4", "M5", "M8", "M9"])
  }

  /// What the engine would have rejected is a fault of the log, judged by value: an unchanged one may come along.
  @Test func aRepChangesTheOfficesColumn_isAFault() {
    let item = Trial.update(.trial(1), ["credit": .set(.integer(0))])
    #expect(Self.faults(after: item) == 0)
    let change = Trial.update(.trial(1), ["credit": .set(.integer(5))])
    #expect(Self.faults(after: change) == 1)
    #expect(Self.faults(after: Trial.insertItem(.trial(2), ["credit": .set(.integer(5))])) == 1)
  }

  @Test func twoRowsWithOneUniqueValue_areAFault() {
    #expect(Self.faults(after: Trial.insertItem(.trial(2), ["code": .set(.text("A"))])) == 1)
    #expect(Self.faults(after: Trial.insertItem(.trial(2), ["code": .set(.text("B"))])) == 0)
  }

  /// A rep makes an item with the code A, and then a change.
  private static func faults(after change: RowChange) -> Int {
    var model = ReferenceModel(schema: TrialSchema.schema, rules: CheckedTerms())
    var rep = TrialDevice(2)
    let changes = [Trial.insertItem(.trial(1), ["code": .set(.text("A"))]), change]
    for (place, change) in changes.enumerated() {
      let changeSet = rep.changeSet([change])
      model.accept(
        LogEntry(
          position: Position(place + 1), changeSet: changeSet, stamp: changeSet.stamp, actor: rep.actor, mergedAt: 0))
    }
    return model.faults.count
  }
}
