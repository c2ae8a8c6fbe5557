import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct ServiceReportTests {
  private let sales: SalesTrial
  private let book: ReportBook
  private static let now = TrialDesk.now
  private static let hour: Int64 = 3_600_000

  init() throws {
    sales = try SalesTrial()
    book = ReportBook(sales.desk)
  }

  @Test func wonAndLost_withRateAndDays() throws {
    let begin = Self.now - 30 * Day.length
    for (number, stage, value, days) in [
      (1, "contract", 1000, 10), (2, "contract", 3000, 20), (3, "lost", 500, 5), (4, "intent", 900, 0),
    ] {
      try sales.write(
        """
        INSERT INTO opportunities(customer_id, rep_id, name, stage, value, currency, opened_at, closed_at, competitor)
        SELECT c.id, r.id, 'O\(number)', '\(stage)', \(value), 'EUR', \(begin), \(begin + Int64(days) * Day.length), 'Other'
        FROM customers AS c, reps AS r WHERE c.code = 'C-1'
        """)
    }
    let report = try book.pipeline(by: .rep)
    let anna = try #require(report.rows.first)
    #expect(anna.text("name") == "Anna")
    #expect(anna.integer("won") == 2)
    #expect(anna.integer("won_net") == 4000)
    #expect(anna.integer("lost") == 1)
    #expect(anna.integer("win_rate") == 6666)
    #expect(anna.integer("days") == 15)
    #expect(report.part("total").first?.integer("won_net") == 4000)
    for key in ReportBook.PipelineKey.allCases {
      #expect(try book.pipeline(by: key).rows.sum("won_net") == 4000)
    }
  }

  private func complain(_ cause: String, answeredAfter hours: Int64?, satisfaction: Int64?) throws {
    let begin = Self.now - 20 * Day.length
    try sales.write(
      """
      INSERT INTO complaints(customer_id, rep_id, subject, cause, status, received_at, triaged_at, answered_at,
        followed_up_at, satisfaction)
      SELECT c.id, r.id, 'broken', '\(cause)', 'answered', \(begin), \(begin + Self.hour),
        \(hours.map { String(begin + $0 * Self.hour) } ?? "NULL"), \(Self.now), \(satisfaction.map { "\($0)" } ?? "NULL")
      FROM customers AS c, reps AS r WHERE c.code = 'C-1'
      """)
  }

  @Test func complaintsAreTimed() throws {
    try complain("quality", answeredAfter: 10, satisfaction: 5)
    try complain("quality", answeredAfter: 1000, satisfaction: 2)
    try complain("price", answeredAfter: nil, satisfaction: nil)
    let rows = try book.service(by: .cause).rows
    #expect(rows.map { $0.text("name") } == ["quality", "price"])
    #expect(rows.first?.integer("answer_hours") == 50_500)
    #expect(rows.first?.integer("triage_hours") == 100)
    #expect(rows.first?.integer("in_time") == 5000)
    #expect(rows.last?.integer("answered") == 0)
    #expect(rows.last?["answer_hours"]?.isNull == true)
    for key in ReportBook.ServiceKey.allCases {
      #expect(try book.service(by: key).rows.sum("complaints") == 3)
    }
  }

  @Test func answersOfAllKindsMakeTheAverage() throws {
    try complain("quality", answeredAfter: 10, satisfaction: 2)
    try sales.write(
      """
      INSERT INTO care_steps(customer_id, kind, done_at, score) SELECT id, 'satisfaction', \(Self.now), 5 FROM customers
      WHERE code = 'C-2'
      """)
    try sales.write(
      """
      INSERT INTO care_steps(customer_id, kind, done_at, score) SELECT id, 'satisfaction', \(Self.now), 77 FROM customers
      WHERE code = 'C-2'
      """)
    let row = try #require(try book.satisfaction(by: .territory).rows.first)
    #expect(row.integer("answers") == 2)
    #expect(row.integer("average") == 350)
    #expect(row.integer("satisfied") == 5000)
  }
}
