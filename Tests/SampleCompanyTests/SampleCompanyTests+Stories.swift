import ChangeModel
import FieldSales
import Testing

@testable import SampleCompany

/// Leads, opportunities and complaints agree with their own histories, and there is something of everything.
extension SampleCompanyTests {
  private func table(_ name: String, of rows: [CompanyRow]) -> [CompanyRow] { rows.filter { $0.table == name } }

  /// The rows of a history by the row that they belong to, in the order of their time.
  private func history(
    _ name: String, by parent: String, at time: String, of rows: [CompanyRow]
  ) -> [RowID: [CompanyRow]] {
    var histories = [RowID: [CompanyRow]]()
    for row in table(name, of: rows) {
      if let id = row.values[parent]?.reference?.id { histories[id, default: []].append(row) }
    }
    func moment(_ row: CompanyRow) -> Int64 { row.values[time]?.integer ?? 0 }
    return histories.mapValues { $0.sorted { moment($0) < moment($1) } }
  }

  @Test func leads_standWhereTheirLastContactPutThem() throws {
    let rows = try rows(customers: 400, reps: 6, years: 2)
    let leads = table("leads", of: rows)
    let judgements = history("lead_judgements", by: "lead_id", at: "judged_at", of: rows)
    let activities = history("activities", by: "lead_id", at: "done_at", of: rows)
    for lead in leads {
      let steps = try #require(judgements[lead.id])
      #expect(activities[lead.id]?.map { $0.values["done_at"] } == steps.map { $0.values["judged_at"] })
      #expect(steps.map { $0.values["level_before"] } == [.null] + steps.dropLast().map { $0.values["level"] })
      for (column, step) in [
        ("level", "level"), ("signal", "signal"), ("judged_at", "judged_at"), ("last_contact_at", "judged_at"),
      ] { #expect(lead.values[column] == steps.last?.values[step], "\(column)") }
      #expect(lead.values["opened_at"] == steps.first?.values["judged_at"])
      for step in steps {
        let signal = LeadSignal(rawValue: step.values["signal"]?.text ?? "")
        #expect(step.values["level"]?.text == signal?.level.rawValue || lead.values["status"] == .text("won"))
      }
      let isOpen = lead.values["status"] == .text("open")
      #expect((lead.values["closed_at"] == nil) == isOpen)
      #expect((lead.values["lost_reason"] != nil) == (lead.values["status"] == .text("lost")))
    }
    #expect(Set(leads.compactMap { $0.values["status"]?.text }) == ["open", "won", "lost"])
    let open = leads.filter { $0.values["status"] == .text("open") }
    #expect(Set(open.compactMap { $0.values["level"]?.text }) == Set(LeadLevel.allCases.map(\.rawValue)))
    let late = open.count { lead in
      let days = LeadLevel(rawValue: lead.values["level"]?.text ?? "")?.rhythm.fallback ?? 0
      return (lead.values["last_contact_at"]?.integer ?? 0) + days * Calendar.day < Self.now
    }
    #expect((1..<open.count).contains(late), "\(late) of \(open.count) open leads wait too long")
  }

  @Test func opportunities_passedTheStagesThatTheWorkflowAllows() throws {
    let rows = try rows(customers: 400, reps: 6, years: 2)
    let deals = table("opportunities", of: rows)
    let histories = history("opportunity_steps", by: "opportunity_id", at: "entered_at", of: rows)
    let schema = try #require(FieldSales.schema["opportunities"])
    let column = try #require(schema.column("stage"))
    guard case .workflow(let workflow) = schema.columns[column].policy else { throw NoWorkflow() }
    for deal in deals {
      let steps = try #require(histories[deal.id])
      let stages = steps.compactMap { $0.values["stage"]?.text }
      #expect(stages.first.map(workflow.initial.contains) == true)
      #expect(zip(stages, stages.dropFirst()).allSatisfy { workflow.allows($0, to: $1) }, "\(stages)")
      #expect(steps.map { $0.values["stage_before"] } == [.null] + stages.dropLast().map(Value.text))
      #expect(deal.values["stage"]?.text == stages.last)
      let isClosed = ["contract", "lost"].contains(stages.last)
      #expect(deal.values["closed_at"] == (isClosed ? steps.last?.values["entered_at"] : .null))
    }
    #expect(Set(deals.compactMap { $0.values["stage"]?.text }) == Set(workflow.states.map(\.name)))
    #expect(deals.contains { $0.values["lead_id"]?.isNull == false })
    #expect(deals.contains { $0.values["order_id"] != nil })
  }

  @Test func complaints_areAnsweredInTheEnd_butTheNewestMayBeLate() throws {
    let rows = try rows(customers: 400, reps: 6, years: 2)
    let complaints = table("complaints", of: rows)
    let steps: [(state: String, column: String, hours: Int64)] = [
      ("received", "received_at", 4), ("triaged", "triaged_at", 24), ("resolving", "started_at", 72),
      ("answered", "answered_at", 168), ("followed_up", "followed_up_at", 0),
    ]
    var (late, inTime) = (0, 0)
    for complaint in complaints {
      let times = steps.map { complaint.values[$0.column]?.integer }
      let taken = times.compactMap(\.self)
      #expect(times.prefix(taken.count).allSatisfy { $0 != nil } && taken == taken.sorted(), "no step without the last")
      let state = try #require(steps.dropFirst(taken.count - 1).first)
      #expect(complaint.values["status"]?.text == state.state)
      #expect((complaint.values["answer"] != nil) == (taken.count >= 4))
      #expect((complaint.values["satisfaction"] != nil) == (taken.count == 5))
      guard state.state != "followed_up" else { continue }
      #expect(Self.now - taken[0] < 60 * Calendar.day, "old ones are done")
      if taken[taken.count - 1] + state.hours * Calendar.hour < Self.now { late += 1 } else { inTime += 1 }
    }
    #expect(late > 0 && inTime > 0, "\(late) late, \(inTime) in time")
    #expect(complaints.contains { $0.values["escalated_at"] != nil })
    let orders = table("orders", of: rows).count
    #expect((orders / 40...orders / 15).contains(complaints.count), "\(complaints.count) of \(orders) orders")
  }
}

private struct NoWorkflow: Error {}
