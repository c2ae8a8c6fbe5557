import ChangeModel
import FieldSales
import Testing

@testable import SampleCompany

@Suite struct SampleCompanyTests {
  static let now: Int64 = 1_780_315_200_000

  func rows(customers: Int = 120, reps: Int = 3, years: Int = 1, seed: UInt64 = 7) throws -> [CompanyRow] {
    let options = try #require(
      CompanyOptions(customers: customers, reps: reps, years: years, seed: seed, now: Self.now))
    var maker = CompanyMaker(options)
    var rows = [CompanyRow]()
    while let part = maker.nextPart() { rows += part }
    return rows
  }

  func digest(_ rows: [CompanyRow]) -> Digest { rows.reduce(.zero) { $0 + $1.digest } }

  @Test func sameSeed_makesTheSameCompany_andAnotherSeedAnother() throws {
    let first = try rows()
    #expect(try rows() == first)
    #expect(try digest(rows(seed: 8)) != digest(first))
  }

  @Test func everyRow_fitsTheSchema_andComesAfterItsParents() throws {
    var known = Set<RowID>()
    for row in try rows() {
      let table = try #require(FieldSales.schema[row.table])
      for (name, value) in row.values {
        let column = try #require(table.columns.first { $0.name == name }, "\(row.table).\(name)")
        if case .reference(let reference) = value {
          #expect(column.kind == .reference && reference.id.map(known.contains) == true, "\(row.table).\(name)")
        } else if !value.isNull {
          #expect(column.kind == (value.text == nil ? .integer : .text), "\(row.table).\(name)")
        }
      }
      for column in table.columns where column.notNull && column.fallback == .null {
        #expect(row.values[column.name]?.isNull == false, "\(row.table).\(column.name)")
      }
      #expect(known.insert(row.id).inserted, "\(row.table) \(row.id) comes twice")
    }
  }

  /// What the use cases would have noted: visits made, and the first and last time that somebody spoke to the customer.
  @Test func customersKnowTheirContacts() throws {
    let rows = try rows(customers: 200, reps: 3, years: 2)
    var visits = [RowID: Int64]()
    var times = [RowID: [Int64]]()
    for row in rows {
      guard let customer = row.values["customer_id"]?.reference?.id else { continue }
      let columns = [
        "visits": ["check_out_at"], "activities": ["done_at"],
        "complaints": ["received_at", "answered_at", "followed_up_at"],
      ]
      if row.table == "visits", row.values["check_out_at"] != nil { visits[customer, default: 0] += 1 }
      if row.table == "visits", row.values["outcome"] == .text("absent") { continue }
      times[customer, default: []] += (columns[row.table] ?? []).compactMap { row.values[$0]?.integer }
    }
    let customers = rows.filter { $0.table == "customers" }
    for customer in customers {
      let times = times[customer.id] ?? []
      #expect(customer.values["visit_count"] == .integer(visits[customer.id] ?? 0))
      #expect(customer.values["last_contact_at"]?.integer == times.max())
      #expect((customer.values["first_contact_at"]?.integer ?? .max) <= times.min() ?? .max)
    }
    #expect(customers.contains { $0.values["last_contact_at"] != nil })
  }

  @Test func repsManagersAndTheOfficeAreUsers() throws {
    let people = try rows().filter { $0.table == "reps" }
    let users = people.filter { $0.territories != nil }
    #expect(users.count == people.count)
    #expect(Set(users.compactMap { $0.values["role"]?.text }) == ["rep", "manager", "office"])
    for user in users { #expect(user.territories?.isEmpty == (user.values["role"] == .text("office"))) }
    #expect(try rows().allSatisfy { $0.table == "reps" || $0.territories == nil })
  }

  @Test func noNameSaysTheSameTwice() throws {
    for row in try rows(customers: 2_000, reps: 16) where row.table == "customers" {
      let name = try #require(row.values["name"]?.text)
      #expect(!name.hasSuffix("店店") && !name.hasSuffix("贸易店"), "\(name)")
      let words = name.split(separator: " ")
      #expect(words.count < 3 || words[1] != "&" || words[0] != words[2], "\(name)")
    }
  }

  @Test func balances_areTheSumsOfTheAccounts() throws {
    let rows = try rows()
    var owed = [RowID: Int64]()
    for row in rows where row.table == "ledger_entries" {
      guard let customer = row.values["customer_id"]?.reference?.id else { continue }
      owed[customer, default: 0] += row.values["amount"]?.integer ?? 0
    }
    for row in rows where row.table == "customers" {
      #expect(row.values["balance"]?.integer == owed[row.id, default: 0])
    }
  }

  @Test func company_isBelievable() throws {
    let rows = try rows(customers: 400, reps: 6, years: 2)
    func texts(_ table: String, _ column: String) -> [String] {
      rows.filter { $0.table == table }.compactMap { $0.values[column]?.text }
    }
    let statuses = Set(texts("customers", "status"))
    #expect(statuses.isSuperset(of: ["active", "lead", "lost"]), "\(statuses)")
    #expect(Set(texts("orders", "status")).isSuperset(of: ["invoiced", "cancelled", "confirmed", "on_hold"]))
    let names = texts("customers", "name")
    #expect(names.contains { $0.unicodeScalars.contains(where: \.properties.isIdeographic) })
    #expect(
      names.contains {
        !$0.utf8.allSatisfy { $0 < 0x80 } && !$0.unicodeScalars.contains(where: \.properties.isIdeographic)
      })
    let overdue = rows.filter { row in
      row.table == "ledger_entries" && row.values["outstanding"]?.integer ?? 0 > 0
        && row.values["due_at"]?.integer ?? .max < Self.now
    }
    #expect(!overdue.isEmpty)
    let perMonth = rows.filter { $0.table == "orders" }.reduce(into: [Int: Int]()) { counts, order in
      counts[Calendar.month(order.values["placed_at"]?.integer ?? 0), default: 0] += 1
    }
    #expect((perMonth[11] ?? 0) > (perMonth[2] ?? 0), "the year has a season")
    let lines = rows.count { $0.table == "order_lines" }
    #expect((400 * 2 * 15...400 * 2 * 40).contains(lines), "\(lines) lines")
  }

  @Test func nothingLiesInTheFuture_butPlans() throws {
    for row in try rows() {
      for column in [
        "placed_at", "check_in_at", "booked_at", "judged_at", "done_at", "closed_at", "entered_at", "opened_at",
        "last_contact_at", "check_out_at", "received_at", "triaged_at", "started_at", "answered_at", "followed_up_at",
        "escalated_at",
      ] {
        if let time = row.values[column]?.integer { #expect(time <= Self.now, "\(row.table).\(column)") }
      }
    }
  }

  @Test func months_beginAndEndOnTheFirst() {
    let middle: Int64 = 1_709_164_800_000
    #expect(Calendar.text(Calendar.month(middle, plus: 0).from) == "2024-02-01")
    #expect(Calendar.text(Calendar.month(middle, plus: 0).until) == "2024-03-01")
    #expect(Calendar.text(Calendar.month(middle, plus: -2).from) == "2023-12-01")
    #expect(Calendar.text(Calendar.month(middle, plus: 11).until) == "2025-02-01")
  }

  @Test(arguments: [(1, 1, 1), (1, 40, 1), (3, 1, 20)])
  func oddSizes_workToo(customers: Int, reps: Int, years: Int) throws {
    let rows = try rows(customers: customers, reps: reps, years: years)
    #expect(rows.count { $0.table == "customers" } == customers)
    #expect(rows.count { $0.table == "territories" } == reps)
    #expect(Set(rows.filter { $0.table == "territories" }.compactMap { $0.values["name"]?.text }).count == reps)
  }

  @Test func sizesOutOfRange_areNone() {
    #expect(CompanyOptions(customers: 0, reps: 1, years: 1, seed: 1, now: 0) == nil)
    #expect(CompanyOptions(customers: 1, reps: 0, years: 1, seed: 1, now: 0) == nil)
    #expect(CompanyOptions(customers: 1, reps: 1, years: 21, seed: 1, now: 0) == nil)
  }

  @Test(arguments: [
    ("1970-01-01", Int64(0), 3), ("2024-02-29", 1_709_164_800_000, 3), ("1969-12-31", -1, 2),
    ("2000-03-01", 951_868_800_000, 2),
  ])
  func calendar_knowsDayAndWeekday(text: String, time: Int64, weekday: Int) {
    #expect(Calendar.text(time) == text)
    #expect(Calendar.weekday(time) == weekday)
  }
}
