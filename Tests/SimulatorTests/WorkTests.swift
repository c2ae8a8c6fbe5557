import ChangeModel
import Testing

@testable import Simulator

@Suite struct WorkTests {
  @Test func aSeedsFocus_isTheSameEveryTime() {
    for seed in 1...20 as ClosedRange<UInt64> {
      #expect(WorkFocus(seed: seed).description == WorkFocus(seed: seed).description)
    }
  }

  @Test func aFewSeeds_dwellOnEverything() {
    let focuses = (1...30 as ClosedRange<UInt64>).map(WorkFocus.init)
    #expect(Set(focuses.flatMap(\.themes)) == Set(WorkFocus.Theme.allCases))
    #expect(focuses.allSatisfy { !$0.columns.isEmpty && $0.rows > 0 })
  }

  @Test func everyKindOfWork_isDoneInEveryWorld() {
    var dice = Dice(seed: 1, stream: "test")
    for seed in 1...5 as ClosedRange<UInt64> {
      let focus = WorkFocus(seed: seed)
      #expect(Set((0..<2_000).map { _ in focus.kind(&dice) }) == Set(WorkKind.allCases))
    }
  }

  /// With a coarse grain stamps are to be equal, so no clock may be wrong.
  @Test func coarseClocks_areRight() {
    let worlds = (1...40 as ClosedRange<UInt64>).map { SimulationOptions.drawn(seed: $0, size: .small) }
    let coarse = worlds.filter { $0.clockGrain > 1 }
    #expect(coarse.count > 5)
    #expect(coarse.allSatisfy { $0.faults[.wrongClock] == nil && $0.faults[.clockStep] == nil })
  }

  @Test func marksThatWereNeverReached_areNamed() {
    var marks = ReachedMarks()
    #expect(marks.missing == ReachedMarks.awaited)
    #expect(Set(ReachedMarks.awaited).count == ReachedMarks.awaited.count)
    for mark in ReachedMarks.awaited.dropFirst() { marks.reach(mark) }
    #expect(marks.missing == [ReachedMarks.awaited[0]])
  }

  @Test func aRowThatWasNumberedSince_isTheSameRow() {
    let id = RowID(high: 1, low: 2)
    var ledger = DeviceLedger()
    #expect(ledger.settledName(of: .id(id)) == .id(id))
    var intent = Intent(number: 1, isForeign: false, text: "")
    intent.edits = [ExpectedEdit(table: 0, id: id, row: 7, what: .delete)]
    ledger.number(&intent)
    #expect(ledger.settledName(of: .id(id)) == .number(7))
  }
}
