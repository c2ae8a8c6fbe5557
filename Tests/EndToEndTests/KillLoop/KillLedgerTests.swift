import Testing

/// The judge of the kill loop is judged.
@Suite struct KillLedgerTests {
  private var ledger = KillLedger()

  init() {
    ledger.begin(["a", "b", "c"])
    ledger.acknowledge(["a"], on: "Ann")
  }

  @Test mutating func whatWasWrittenIsThere_noFault() {
    #expect(ledger.faults(of: "Ann", holding: [("a", "1"), ("b", "2")]) == [])
    #expect(ledger.faults(of: "Ann", holding: [("a", "1"), ("b", "2"), ("c", "3")]) == [])
    ledger.settle(["a"])
    #expect(ledger.faults(ofServerHolding: ["1"]) == [])
  }

  @Test mutating func acknowledgedRowIsMissing_isAFault() {
    #expect(ledger.faults(of: "Ann", holding: [("b", "2")]).count == 1)
    #expect(ledger.faults(of: "Ben", holding: [("b", "2")]) == [])
  }

  @Test mutating func rowThatWasThereIsGoneOrAnother_isAFault() {
    #expect(ledger.faults(of: "Ben", holding: [("b", "2"), ("c", "3")]) == [])
    #expect(ledger.faults(of: "Ben", holding: [("b", "9")]).count == 2)
  }

  @Test mutating func rowTwiceOrByNobody_isAFault() {
    #expect(ledger.faults(of: "Ben", holding: [("b", "2"), ("b", "3")]).count == 1)
    #expect(ledger.faults(of: "Ben", holding: [("b", "3"), ("x", "4")]).count == 1)
  }

  @Test mutating func syncedRowIsNotOnTheServer_isAFault() {
    _ = ledger.faults(of: "Ann", holding: [("a", "1")])
    ledger.settle(["a"])
    #expect(ledger.faults(ofServerHolding: ["2"]).count == 1)
  }

  @Test mutating func syncedRowIsOnNoDeviceAnyMore_isAFault() {
    ledger.settle(["a"])
    #expect(ledger.faults(ofServerHolding: ["1"]).count == 1)
  }
}
