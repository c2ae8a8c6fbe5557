import ChangeModel
import FieldSales
import MergeEngine
import Testing

/// What an auditor and an administrator may write: the server judges each change set by the schema's rights.
@Suite struct RoleRightTests {
  private static let scopes = [Scope.org, .territory(1), .territory(2)]
  private let auditor = Actor(device: 21, rep: 3, role: .auditor, scopes: Self.scopes)
  private let administrator = Actor(device: 22, rep: 4, role: .administrator, scopes: Self.scopes)

  @Test func auditorWritesNothing() {
    var world = SalesWorld()
    let visit = world.insert(
      "visits", RowID(high: 9, low: 1), ["customer_id": .reference(RowReference(id: SalesWorld.customer))])
    for change in [
      world.update("customers", SalesWorld.customer, ["phone": .text("1")]), visit, world.order(1),
      world.delete("customers", SalesWorld.customer),
      world.insert("saved_views", RowID(high: 9, low: 2), ["name": .text("v"), "command": .text("[]")]),
      world.insert("settings", RowID(high: 9, low: 3), ["key": .text("k")]),
    ] {
      #expect(world.send(auditor, [change]).rejection?.code == .officeOwned)
    }
  }

  @Test func administratorKeepsUsersTerritoriesAndSettings_notMoney() {
    var world = SalesWorld()
    let territory = RowID(high: 1, low: 9)
    let rep = RowID(high: 2, low: 9)
    #expect(
      world.send(
        administrator,
        [
          world.insert("territories", territory, ["name": .text("East")]),
          world.insert("reps", rep, ["name": .text("Eve"), "email": .text("eve@example.com")]),
          world.insert("settings", RowID(high: 9, low: 3), ["key": .text("k")]),
        ]
      ).rejection == nil)
    #expect(world.send(administrator, [world.update("reps", rep, ["name": .text("Eva")])]).rejection == nil)
    #expect(world.text("reps", rep, "name") == "Eva")
    for change in [
      world.update("customers", SalesWorld.customer, ["credit_limit": .integer(1)]),
      world.update("products", SalesWorld.product, ["unit_price": .integer(1)]), world.order(1),
      world.insert(
        "ledger_entries", RowID(high: 9, low: 4),
        [
          "number": .text("I-1"), "customer_id": .reference(RowReference(id: SalesWorld.customer)),
          "kind": .text("invoice"), "amount": .integer(1),
        ]),
    ] {
      #expect(world.send(administrator, [change]).rejection?.code == .officeOwned)
    }
  }

  @Test func othersKeepTheRightsThatTheyHad() {
    let schema = FieldSales.schema
    for table in schema.tables {
      for role in [Role.rep, .manager] {
        #expect(table.isWritable(by: role) == !table.officeOwned, "\(table.name)")
        if !table.officeOwned { #expect(table.foreignMask(to: role) == table.officeMask, "\(table.name)") }
      }
      #expect(table.isWritable(by: .office) && table.foreignMask(to: .office) == 0, "\(table.name)")
      #expect(!table.isWritable(by: .auditor), "\(table.name)")
    }
    let open = schema.tables.filter { $0.isWritable(by: .administrator) }.map(\.name)
    #expect(open == ["territories", "reps", "settings", "custom_fields"])
  }

  @Test func aColumnCanNameItsWriters() {
    let table = TableSchema(
      "notes", meaning: "", scope: .org, deletion: .never,
      columns: [
        ColumnSchema("text", .text, meaning: ""),
        ColumnSchema("grade", .text, writers: [.manager, .office], meaning: ""),
        ColumnSchema("limit", .integer, .office, meaning: ""),
      ])
    #expect(table.foreignMask(to: .rep) == 0b110)
    #expect(table.foreignMask(to: .manager) == 0b100)
    #expect(table.foreignMask(to: .office) == 0)
    #expect(table.foreignMask(to: .auditor) == 0b111)
  }
}
