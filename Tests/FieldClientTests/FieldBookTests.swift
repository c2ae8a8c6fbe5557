import ChangeModel
import Testing

@testable import FieldClient

@Suite struct FieldBookTests {
  private let trial: TrialDesk
  private let book: FieldBook
  private let customers: CustomerBook

  init() throws {
    trial = try TrialDesk(role: .office)
    book = FieldBook(trial.desk)
    customers = CustomerBook(trial.desk)
  }

  private func write(_ name: String, _ value: String) throws -> [String] {
    _ = try customers.edit("C-1", [:], fields: [(name, value)])
    return CustomFields.read(try customers.show("C-1").customer.text("custom_fields")).map { "\($0.name)=\($0.value)" }
  }

  @Test func namesAreFree_untilTheOfficeDeclaresOne() throws {
    #expect(try write("dock", "yes") == ["dock=yes"])
    _ = try book.put("Hours", [:])
    let error = #expect(throws: FieldError.self) { try write("gate", "2") }
    #expect(error?.message == "there is no field \"gate\": the office has declared Hours")
    #expect(try write("hours", "8-17") == ["Hours=8-17", "dock=yes"])
    #expect(try write("dock", "") == ["Hours=8-17"])
    _ = try book.put("hours", ["active": .integer(0)])
    #expect(try write("gate", "2") == ["Hours=8-17", "gate=2"])
    #expect(try book.list().isEmpty)
    #expect(try book.list(all: true).map { $0.text("name") } == ["Hours"])
  }

  @Test(arguments: [
    ("number", ["12", "-0.5", "007"], ["", "1,5", "twelve", "1e9", "5."]),
    ("date", ["2026-11-30", "2028-02-29"], ["30.11.2026", "2026-02-29", "2026-1-3"]),
    ("choice", ["red", "蓝"], ["Red", "green"]), ("text", ["8=17", "早上"], []),
  ])
  func aValueFitsItsType(type: String, good: [String], bad: [String]) throws {
    _ = try book.put("x", ["kind": .text(type)], choices: type == "choice" ? ["red", "蓝"] : nil)
    for value in good { #expect(try write("x", value) == ["x=\(value)"]) }
    for value in bad where !value.isEmpty {
      #expect(throws: FieldError.self, "\(value)") { try write("x", value) }
    }
    #expect(try write("x", "").isEmpty)
  }

  @Test func aNewCustomerIsHeldToItToo() throws {
    _ = try book.put("since", ["kind": .text("date")])
    #expect(throws: FieldError.self) {
      try customers.add(["name": .text("New")], territory: "North", fields: [("since", "long ago")])
    }
    let added = try customers.add(["name": .text("New")], territory: "North", fields: [("Since", "2026-01-01")])
    #expect(added.text("custom_fields") == #"["since=2026-01-01"]"#)
    #expect(try book.list().first?.integer("row_count") == 1)
  }

  @Test func aDeclarationIsChangedUnderItsName_andCheckedItself() throws {
    _ = try book.put("Colour", ["kind": .text("choice")], choices: ["red"])
    let changed = try book.put("colour", ["meaning": .text("Of the door")], choices: ["red", "blue"])
    #expect(changed.text("name") == "Colour")
    #expect(changed.text("choices") == #"["red","blue"]"#)
    #expect(try book.list().count == 1)
    #expect(throws: FieldError.self) { try book.put("shade", ["kind": .text("choice")]) }
    #expect(throws: FieldError.self) { try book.put("a=b", [:]) }
    #expect(throws: FieldError.self) { try book.put("x", ["kind": .text("colour")]) }
    #expect(throws: FieldError.self) { try book.put("x", table: "orders", [:]) }
  }

  /// Rows that other programs wrote are read calmly.
  @Test func oddRowsBreakNothing() throws {
    try trial.execute(#"UPDATE customers SET custom_fields = '["plain"]' WHERE code = 'C-2'"#)
    try trial.execute("INSERT INTO custom_fields(name, kind, choices) VALUES ('', 'rain', '7'), ('odd', 'rain', NULL)")
    #expect(try write("odd", "anything") == ["odd=anything"])
    #expect(try book.list(all: true).count == 2)
  }

  @Test func aRepReadsAndDeclaresNothing() throws {
    let rep = FieldBook(try TrialDesk().desk)
    let error = #expect(throws: FieldError.self) { try rep.put("x", [:]) }
    #expect(error?.message == "fields are the office's: ask the office to change them")
    #expect(try rep.list().isEmpty)
  }
}
