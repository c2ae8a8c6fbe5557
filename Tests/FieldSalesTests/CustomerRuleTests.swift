import ChangeModel
import FieldSales
import Testing

@Suite struct CustomerRuleTests {
  var world = SalesWorld()

  var move: RowChange {
    world.update(
      "customers", SalesWorld.customer, ["territory_id": .reference(RowReference(id: SalesWorld.south))])
  }

  @Test mutating func managerMovesCustomerBetweenOwnTerritories_isTaken() {
    #expect(world.send(world.manager, [move]).rejection == nil)
  }

  @Test mutating func managerMovesCustomerToAnothersTerritory_isRejected() {
    let manager = Actor(device: 8, rep: 2, role: .manager, scopes: [.org, .territory(1)])
    #expect(world.send(manager, [move]).rejection?.code == .outsideScope)
  }

  @Test mutating func repMovesCustomer_isRejected() {
    let rep = Actor(device: 7, rep: 1, role: .rep, scopes: [.org, .territory(1), .territory(2)])
    #expect(
      world.send(rep, [move]).rejection?.message
        == "A rep does not move customers to another territory. Ask your manager to do it.")
  }

  @Test mutating func blankName_isRejected() {
    let blank = world.update("customers", SalesWorld.customer, ["name": .text("  ")])
    #expect(world.send(world.rep, [blank]).rejection?.message == "The customer has no name. Enter one.")
  }

  @Test mutating func customerWithOrder_isNotDeleted() {
    _ = world.send(world.rep, [world.order(1)])
    #expect(world.send(world.rep, [world.delete("customers", SalesWorld.customer)]).rejection?.code == .undeletable)
  }

  @Test mutating func customerWithoutOrder_isDeleted() {
    #expect(world.send(world.rep, [world.delete("customers", SalesWorld.customer)]).rejection == nil)
  }
}
