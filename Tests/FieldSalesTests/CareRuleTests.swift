import ChangeModel
import FieldSales
import Testing

@Suite struct CareRuleTests {
  private let customer: Value = .reference(RowReference(id: SalesWorld.customer))

  private func lead(_ world: SalesWorld, _ values: [String: Value]) -> RowChange {
    world.insert("leads", RowID(high: 10, low: 1), values.merging(["customer_id": customer]) { first, _ in first })
  }

  @Test func aLeadOfAnUnknownLevel_isRejected_theOfficesBooksAreNot() {
    var world = SalesWorld()
    let change = lead(world, ["level": .text("soon")])
    let result = world.send(world.rep, [change])
    #expect(result.rejection?.message.contains("deposit, week, month, quarter, later") == true)
    #expect(world.send(world.office, [change]).rejection == nil)
    let note = world.update("leads", RowID(high: 10, low: 1), ["interest": .text("x")])
    #expect(world.send(world.rep, [note]).rejection == nil)
  }

  @Test func aLostLeadWithoutAReason_isRejected() {
    var world = SalesWorld()
    let bad = lead(world, ["status": .text("lost")])
    let good = lead(world, ["status": .text("lost"), "lost_reason": .text("price")])
    #expect(world.send(world.rep, [bad]).rejection?.code == .missingValue)
    #expect(world.send(world.rep, [good]).rejection == nil)
  }

  @Test func anOpportunityMovesAsDeclared_andALossHasAReason() {
    var world = SalesWorld()
    let id = RowID(high: 11, low: 1)
    let add = world.insert("opportunities", id, ["customer_id": customer, "name": .text("n")])
    #expect(world.send(world.rep, [add]).rejection == nil)
    let lost = world.update("opportunities", id, ["stage": .text("lost")])
    #expect(world.send(world.rep, [lost]).rejection?.code == .missingValue)
    let contract = world.update("opportunities", id, ["stage": .text("contract")])
    #expect(world.send(world.rep, [contract]).rejection == nil)
    let back = world.update("opportunities", id, ["stage": .text("intent")])
    #expect(world.send(world.rep, [back]).rejection?.code == .workflow)
    let odds = world.update("opportunities", id, ["probability": .integer(10_001)])
    #expect(world.send(world.rep, [odds]).rejection?.message.contains("from 0 to 10000") == true)
  }

  @Test func anAnsweredComplaintSaysWhatTheCustomerWasTold() {
    var world = SalesWorld()
    let id = RowID(high: 12, low: 1)
    let add = world.insert("complaints", id, ["customer_id": customer, "subject": .text("s")])
    #expect(world.send(world.rep, [add]).rejection == nil)
    let bare = world.update("complaints", id, ["status": .text("answered")])
    #expect(world.send(world.rep, [bare]).rejection?.code == .missingValue)
    let full = world.update("complaints", id, ["status": .text("answered"), "answer": .text("sorry")])
    #expect(world.send(world.rep, [full]).rejection == nil)
  }

  @Test func whatIsForAll_managersWrite() {
    var world = SalesWorld()
    let campaign = world.insert("campaigns", RowID(high: 13, low: 1), ["name": .text("Fresh")])
    #expect(world.send(world.rep, [campaign]).rejection?.message.contains("manager") == true)
    #expect(world.send(world.manager, [campaign]).rejection == nil)
    let gone = world.delete("campaigns", RowID(high: 13, low: 1))
    #expect(world.send(world.rep, [gone]).rejection != nil)
    #expect(world.send(world.manager, [gone]).rejection == nil)
  }

  @Test func aTaskNeedsWords_andATaskOfNobodysTerritoryIsForAll() {
    var world = SalesWorld()
    let empty = world.insert("tasks", RowID(high: 14, low: 1), ["subject": .text(" ")])
    #expect(world.send(world.rep, [empty]).rejection?.code == .missingValue)
    let north: Value = .reference(RowReference(id: SalesWorld.north))
    let task = world.insert("tasks", RowID(high: 14, low: 2), ["subject": .text("做"), "territory_id": north])
    #expect(world.send(world.rep, [task]).rejection == nil)
  }

  @Test func signalsSuggestLevels_strongerOnesSooner() {
    #expect(LeadSignal.none.level == .later)
    #expect(LeadSignal.comparing.level == .month)
    #expect(LeadSignal.negotiating.level == .week)
    #expect(LeadSignal.deposit.level == .deposit)
  }
}
