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
}
