import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct SubjectBookTests {
  /// What names a customer, and what hangs on it, found by other means than the book's.
  @Test func noTableOfCustomersIsLeftOut() {
    let tables = FieldSales.schema.tables
    var expected = Set(tables.filter { $0.columns.contains { $0.name == "customer_id" } }.map(\.name))
    var size = -1
    while size != expected.count {
      size = expected.count
      for table in tables {
        if case .parent(let column) = table.scope,
          let parent = table.columns.first(where: { $0.name == column })?.references, expected.contains(parent)
        {
          expected.insert(table.name)
        }
      }
    }
    #expect(Set(SubjectBook.belonging.map(\.table)) == expected)
    #expect(expected.isSuperset(of: ["contacts", "order_lines", "visit_attachments", "survey_answers", "warnings"]))
  }

  @Test func everythingAboutOne_andNothingAboutOthers() throws {
    let sales = try SalesTrial()
    for customer in ["C-1", "C-2"] {
      _ = try sales.sell("P-1:1:1.00", customer: customer)
      try sales.write(
        """
        INSERT INTO contacts(customer_id, name) SELECT id, 'contact of ' || code FROM customers WHERE code = '\(customer)';
        INSERT INTO visits(customer_id, notes) SELECT id, 'visit to ' || code FROM customers WHERE code = '\(customer)';
        INSERT INTO visit_attachments(visit_id, name) SELECT id, 'photo of \(customer)' FROM visits
          WHERE notes LIKE '%\(customer)';
        """)
    }
    let parts = try SubjectBook(sales.desk).data(of: "C-1")
    let tables = parts.map(\.table)
    #expect(
      Set(tables) == ["customers", "contacts", "visits", "orders", "order_lines", "visit_attachments", "conflicts"])
    #expect(parts.allSatisfy { $0.rows.count == 1 })
    let texts = parts.flatMap(\.rows).flatMap(\.values).compactMap(\.text)
    #expect(texts.contains("photo of C-1"))
    #expect(texts.contains { $0.contains("Acme GmbH") }, "what was lost in a conflict")
    #expect(!texts.contains { $0.contains("C-2") })
    #expect(throws: FieldError.self) { try SubjectBook(sales.desk).data(of: "C-99") }
  }

  @Test func whoNamedWhom_staysTheOthersBusiness() throws {
    let sales = try SalesTrial()
    try sales.write(
      "UPDATE customers SET referred_by_id = (SELECT id FROM customers WHERE code = 'C-1') WHERE code = 'C-2'")
    let customers = try #require(try SubjectBook(sales.desk).data(of: "C-1").first { $0.table == "customers" })
    #expect(customers.rows.map { $0.text("code") } == ["C-1"])
  }
}
