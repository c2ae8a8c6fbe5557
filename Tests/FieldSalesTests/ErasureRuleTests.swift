import ChangeModel
import FieldSales
import MergeEngine
import Testing

/// What is not taken again of a person who was erased.
@Suite struct ErasureRuleTests {
  private let visit = RowID(high: 9, low: 1)
  private let contact = RowID(high: 9, low: 2)

  private func world() -> SalesWorld {
    var world = SalesWorld()
    let customer = Value.reference(RowReference(id: SalesWorld.customer))
    _ = world.send(
      world.office,
      [
        world.insert("contacts", contact, ["customer_id": customer, "name": .text("Li")]),
        world.insert("visits", visit, ["customer_id": customer, "check_in_at": .integer(1)]),
      ])
    return world
  }

  private func erase(_ table: String, _ id: RowID, in world: inout SalesWorld) {
    let result = world.send(
      world.office,
      [world.update(table, id, ["erased_at": .integer(5), "name": .text(PersonalData.placeholder), "phone": .null])])
    #expect(result.rejection == nil)
  }

  @Test func nothingPersonalIsTakenAgain_ofTheCustomerAndWhatHangsOnIt() {
    var world = world()
    erase("customers", SalesWorld.customer, in: &world)
    let customer = Value.reference(RowReference(id: SalesWorld.customer))
    let changes = [
      world.update("customers", SalesWorld.customer, ["phone": .text("030")]),
      world.update("customers", SalesWorld.customer, ["name": .text("Ada")]),
      world.update("contacts", contact, ["email": .text("li@example.com")]),
      world.insert("visits", RowID(high: 9, low: 3), ["customer_id": customer, "notes": .text("at home")]),
      world.insert("tasks", RowID(high: 9, low: 4), ["customer_id": customer, "subject": .text("call Ada")]),
    ]
    for actor in [world.rep, world.manager, world.office] {
      for change in changes {
        #expect(world.send(actor, [change]).rejection?.message == FieldSales.erasedMessage)
      }
    }
  }

  @Test func whatIsNotPersonalGoesOn() {
    var world = world()
    erase("customers", SalesWorld.customer, in: &world)
    #expect(
      world.send(world.rep, [world.update("customers", SalesWorld.customer, ["grade": .text("C")])]).rejection == nil)
    #expect(world.send(world.rep, [world.update("visits", visit, ["check_out_at": .integer(9)])]).rejection == nil)
    #expect(world.send(world.rep, [world.update("customers", SalesWorld.customer, ["phone": .null])]).rejection == nil)
    #expect(world.send(world.rep, [world.order(1)]).rejection == nil)
  }

  @Test func anErasedContactLeavesTheCustomerAsItIs() {
    var world = world()
    erase("contacts", contact, in: &world)
    #expect(world.send(world.rep, [world.update("contacts", contact, ["phone": .text("1")])]).rejection != nil)
    #expect(
      world.send(world.rep, [world.update("customers", SalesWorld.customer, ["phone": .text("1")])]).rejection == nil)
    #expect(
      world.send(world.rep, [world.update("customers", SalesWorld.customer, ["erased_at": .integer(1)])]).rejection?
        .code == .officeOwned)
  }

  /// A text column that is added later is personal until somebody says that it is not.
  @Test func everyTextThatHangsOnACustomerIsPersonal_orIsKnownNotToBe() {
    let kept: Set = [
      "number", "code", "currency", "status", "state", "kind", "sku", "warehouse", "level", "level_before", "signal",
      "stage",
      "stage_before", "source", "channel", "direction", "purpose", "outcome", "price_source", "price_list", "promotion",
      "table_name", "columns", "rule", "decision", "carrier", "tracking", "credit_number", "condition", "threshold",
      "description", "industry", "bill_to_code", "grade", "segment", "competitor", "cause", "response", "media_type",
      "answer", "backorder_number", "judgement", "row_id", "subject_id",
    ]
    var family: Set = ["customers"]
    for table in FieldSales.schema.tables {
      if case .parent(let column) = table.scope, let place = table.column(column),
        let parent = table.columns[place].references, family.contains(parent)
      {
        family.insert(table.name)
      }
    }
    let personal = Dictionary(uniqueKeysWithValues: PersonalData.columns.map { ($0.table, Set($0.columns)) })
    for table in FieldSales.schema.tables where family.contains(table.name) {
      for column in table.columns where column.kind == .text || column.kind == .blob {
        let isKnown = personal[table.name]?.contains(column.name) == true || kept.contains(column.name)
        #expect(isKnown, "\(table.name).\(column.name): personal, or to be kept?")
      }
    }
    for (table, columns) in PersonalData.columns {
      for column in columns { #expect(FieldSales.schema[table]?.column(column) != nil, "\(table).\(column)") }
    }
  }
}
