import ChangeModel
import Testing

@testable import FieldSales

@Suite struct IndexTests {
  private let all = FieldSales.indexes + FieldSales.familyIndexes

  /// The engine makes none of these: without them each list of a customer's things would read the whole table.
  @Test func everyWayToAParentOrOwnerHasOneIndex() {
    for table in FieldSales.schema.tables {
      switch table.scope {
      case .org: continue
      case .owner(let column), .parent(let column):
        #expect(all.filter { $0.finds(table.name, by: column) }.count == 1, "\(table.name)(\(column))")
      }
    }
  }

  @Test func anIndexOfSomeRowsDoesNotCount() {
    #expect(FieldSales.familyIndexes.contains { $0.target == "ledger_entries(customer_id)" })
    #expect(!FieldSales.familyIndexes.contains { $0.target == "orders(customer_id)" })
    #expect(Set(all.map(\.name)).count == all.count)
  }
}
