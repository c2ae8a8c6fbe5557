import FieldClient
import FieldSales
import Testing

/// Real programs, replicas and a server; only the hours of the week are set by hand.
///
/// Each figure that is expected is counted by a query of its own in the stock sqlite3 shell.
@Suite(.serialized) struct WorkingWeekTests {
  @Test func twoRepsAndAManager_workAGeneratedWeekOffline_andEndEqual() throws {
    let week = try WorkingWeek()
    let (first, second, manager) = (week.reps[0], week.reps[1], week.manager)
    let cast = try week.cast()
    let planned = try week.number(manager, Self.plannedVisits)
    try #require(planned > 5, "a generated week has visits")
    week.world.stopServer()

    for rep in week.reps { try week.makePlannedVisits(rep) }
    let called = try week.reps.map(week.callDueLeads).reduce(0, +)
    try #require(called > 0, "generated leads wait for a call")
    try week.winALead(first, cast.lead)
    let sold = try week.order(first, cast.buyer, pieces: 12, day: 0)
    let room = try week.available(first, cast.shared)
    let share = room * 6 / 10 / 100
    let early = try week.order(first, cast.shared, pieces: share, day: 1)
    let late = try week.order(second, cast.shared, pieces: share, day: 2)
    let greedy = try week.order(
      second, cast.greedy, pieces: try week.available(second, cast.greedy) / 100 + 1, day: 3)
    try week.dropIn(first, at: cast.buyer, hour: 13)
    try week.dropIn(second, at: cast.buyer, hour: 15)
    try week.complain(second, cast.complainer)
    #expect([sold, early, late, greedy].map(\.isWarned) == [false, false, false, true], "what a rep can know offline")
    let replaced = try proposeReplacement(week, second)
    for rep in week.reps { try expectUnsent(week, rep) }

    try week.world.startServer()
    for person in week.everyone { try week.world.sync(person) }
    #expect(try week.confirmOrders() == [sold.number, early.number], "the office sees nothing else to confirm")
    for person in [week.office] + week.reps + [manager] { try week.world.sync(person) }

    for person in week.everyone {
      try expectVisits(week, person, planned + 2, twiceAt: cast.buyer)
      try expectCalls(week, person, called)
      try expectLead(week, person, cast.lead)
      try expectHeld(week, person, late.number, cast.shared, confirmed: early.number)
      try expectHeld(week, person, greedy.number, cast.greedy, confirmed: nil)
    }
    try expectEscalated(week, cast.complainer)
    try expectThanks(week, cast.buyer, order: sold.number, placed: WorkingWeek.time(day: 0, hour: 11))
    try expectReplacements(week, proposed: replaced)
    try expectEqual(week)
  }

  private static let week = "BETWEEN \(WorkingWeek.monday) AND \(WorkingWeek.end)"

  private static let plannedVisits =
    "SELECT count(*) FROM visits WHERE planned_at \(week) AND check_in_at IS NULL AND rep_id IS NOT NULL;"

  // MARK: Offline

  /// Nothing of the week has left the rep's machine, and asking for the server says so.
  private func expectUnsent(_ week: WorkingWeek, _ rep: String) throws {
    #expect(try week.world.godwit(rep, "status", "--json").json()["pending"] as? Int ?? 0 > 5)
    try week.world.sync(rep, status: 75)
    let others = week.everyone.filter { $0 != rep }
    for person in others {
      #expect(
        try week.number(
          person,
          "SELECT count(*) FROM orders AS o JOIN reps AS r ON r.id = o.rep_id"
            + " WHERE r.name = '\(rep)' AND placed_at > \(WorkingWeek.monday);") == 0,
        "\(person) knows of \(rep)'s orders")
    }
  }

  // MARK: What everyone sees

  /// Each planned visit was made, and each visit ever made counts once with its customer, whoever made it.
  private func expectVisits(_ week: WorkingWeek, _ person: String, _ count: Int64, twiceAt customer: String) throws {
    #expect(try week.number(person, Self.plannedVisits) == 0, "\(person)")
    #expect(try week.number(person, "SELECT count(*) FROM visits WHERE check_out_at \(Self.week);") == count)
    let before = try week.number(
      person, "SELECT count(*) FROM visits WHERE check_out_at < \(WorkingWeek.monday);")
    #expect(before > 0, "the company has a history")
    #expect(try week.number(person, "SELECT sum(visit_count) FROM customers;") == before + count)
    let wrong = try week.number(
      person,
      """
      SELECT count(*) FROM customers AS c
      WHERE visit_count <> (SELECT count(*) FROM visits AS v WHERE v.customer_id = c.id AND v.check_out_at IS NOT NULL);
      """)
    #expect(wrong == 0, "\(person)")
    #expect(try week.number(person, "SELECT visit_count FROM customers WHERE code = '\(customer)';") >= 2)
  }

  /// Each lead that was due is within a month now, and its next call a week after Tuesday's.
  private func expectCalls(_ week: WorkingWeek, _ person: String, _ count: Int64) throws {
    let tuesday = WorkingWeek.time(day: 1, hour: 14)
    let judged = try week.number(
      person,
      """
      SELECT count(*) FROM leads AS l
      JOIN lead_judgements AS j ON j.lead_id = l.id AND j.judged_at = \(tuesday) AND j.level = l.level
      JOIN activities AS a ON a.lead_id = l.id AND a.done_at = \(tuesday)
      WHERE l.level = 'month' AND l.last_contact_at = \(tuesday);
      """)
    #expect(judged == count, "\(person)")
    let next = try week.number(
      person, "SELECT count(*) FROM lead_rhythms WHERE level = 'month' AND due_at = \(tuesday + 7 * Day.length);")
    #expect(next == count, "\(person)")
  }

  /// The lead went from a quarter to a week to a deposit, and is to be called again a week after the last call.
  private func expectLead(_ week: WorkingWeek, _ person: String, _ customer: String) throws {
    let history = try week.world.sql(
      person,
      """
      SELECT coalesce(j.level_before, '-') || ' ' || j.level || ' ' || ((j.judged_at - \(WorkingWeek.monday)) / 86400000)
      FROM lead_judgements AS j JOIN leads AS l ON l.id = j.lead_id JOIN customers AS c ON c.id = l.customer_id
      WHERE c.code = '\(customer)' ORDER BY j.judged_at;
      """)
    #expect(history == "- quarter 0\nquarter week 2\nweek deposit 4", "\(person)")
    let card = try LeadBook(try week.desk(person, at: WorkingWeek.end)).show(customer)
    #expect(card.lead.text("level") == "deposit")
    #expect(card.lead.integer("due_at") == WorkingWeek.time(day: 4 + 7, hour: 10))
    #expect(card.activities.count == 2)
  }

  /// The order waits, with the sum that passed the limit: the balance, what was confirmed before, and the order itself.
  private func expectHeld(
    _ week: WorkingWeek, _ person: String, _ number: String, _ customer: String, confirmed: String?
  ) throws {
    let orders = ([number] + [confirmed].compactMap(\.self)).map { "'\($0)'" }.joined(separator: ", ")
    let owed = try week.number(
      person,
      """
      SELECT c.balance + (SELECT sum(l.quantity * l.unit_price) FROM order_lines AS l JOIN orders AS o ON o.id = l.order_id
        WHERE o.number IN (\(orders)))
      FROM customers AS c WHERE c.code = '\(customer)';
      """)
    let limit = try week.number(person, "SELECT credit_limit FROM customers WHERE code = '\(customer)';")
    #expect(owed > limit)
    let held = try week.world.sql(
      person, "SELECT status || ': ' || hold_reason FROM orders WHERE number = '\(number)';")
    #expect(
      held.hasPrefix(
        "on_hold: open orders and balance come to \(Amount(owed, "EUR")), the credit limit is \(Amount(limit, "EUR")).")
    )
    if let confirmed {
      #expect(try week.world.sql(person, "SELECT status FROM orders WHERE number = '\(confirmed)';") == "confirmed")
    }
  }

  /// What nobody attended to since Tuesday is the manager's by Sunday, as is all that has waited so long.
  private func expectEscalated(_ week: WorkingWeek, _ customer: String) throws {
    let complaints = try week.page(week.manager, day: 6, hour: 18, .complaint)
    let wet = complaints.first { $0.text("subject") == "Wet boxes" }
    #expect(wet?.text("customer_code") == customer)
    #expect(wet?.integer("is_escalated") == 1)
    // Four hours until the triage, and a day more.
    let escalated = try week.number(
      week.manager,
      """
      SELECT count(*) FROM complaints
      WHERE status = 'received'
        AND (escalated_at IS NOT NULL OR received_at + (4 + 24) * 3600000 <= \(WorkingWeek.end));
      """)
    let onPage = complaints.count { $0.integer("is_escalated") == 1 && $0.text("next_step") == "triage" }
    #expect(Int64(onPage) == escalated)
    let before = try week.page(week.manager, day: 2, hour: 12, .complaint)
    #expect(before.first { $0.text("subject") == "Wet boxes" }?.integer("is_escalated") == 0, "not yet on Wednesday")
  }

  /// Thanks are due from three days after a purchase on, for four weeks.
  private func expectThanks(_ week: WorkingWeek, _ customer: String, order: String, placed: Int64) throws {
    let lines = try week.page(week.manager, day: 6, hour: 18, .thanks)
    let line = lines.first { $0.text("customer_code") == customer }
    #expect(line?.text("order_number") == order)
    #expect(line?.integer("due_at") == placed + 3 * Day.length)
    let due = try week.number(
      week.manager,
      """
      SELECT count(DISTINCT customer_id) FROM (
        SELECT customer_id, coalesce(delivered_at, placed_at) AS at FROM orders
        WHERE status IN ('confirmed', 'picked', 'shipped', 'delivered', 'invoiced'))
      WHERE at + 3 * 86400000 < \(try WorkingWeek.day(6).end) AND at > \(WorkingWeek.end) - (7 + 21) * 86400000;
      """)
    #expect(Int64(lines.count) == due)
  }

  // MARK: Replacements

  /// The rep proposes on Thursday the first replacement that is due.
  /// - Returns: the customer and the product.
  private func proposeReplacement(_ week: WorkingWeek, _ rep: String) throws -> (customer: String, product: String) {
    let book = CareBook(try week.desk(rep, at: WorkingWeek.time(day: 3, hour: 16)))
    let due = try book.due(WorkingWeek.day(3), isMine: true, kinds: [.replacement]).items
    let first = try #require(due.first, "nothing that was sold two years ago is to be replaced")
    let customer = try #require(first.text("customer_code"))
    let product = try #require(first.rowID("product_id")).description
    var links = CareBook.Links()
    links.product = product
    _ = try book.record(
      .replacement, customer: customer, ["outcome": .text("done")], links, day: WorkingWeek.day(3))
    return (customer, product)
  }

  /// What nears the end of its life was found, but for the one that was proposed to the customer already.
  private func expectReplacements(_ week: WorkingWeek, proposed: (customer: String, product: String)) throws {
    let book = CareBook(try week.desk(week.manager, at: WorkingWeek.end))
    let due = try book.due(WorkingWeek.day(6), isMine: false, kinds: [.replacement]).items
    #expect(
      !due.contains {
        $0.text("customer_code") == proposed.customer && $0.rowID("product_id")?.description == proposed.product
      })
    // Proposed a month before the end of the expected life, for 51 days, unless it was bought again.
    let count = try week.number(
      week.manager,
      """
      SELECT count(*) FROM (
        SELECT o.customer_id, l.product_id, max(o.placed_at) + (p.expected_life_days - 30) * 86400000 AS due_at
        FROM order_lines AS l JOIN orders AS o ON o.id = l.order_id JOIN products AS p ON p.id = l.product_id
        WHERE p.expected_life_days > 0 AND o.status <> 'cancelled'
        GROUP BY o.customer_id, l.product_id
      ) WHERE due_at < \(try WorkingWeek.day(6).end) AND due_at > \(WorkingWeek.end) - 51 * 86400000;
      """)
    #expect(count >= 2)
    #expect(Int64(due.count) == count - 1)
  }

  // MARK: The end

  /// Nobody was refused, nothing is in dispute, and all replicas hold the same rows as each other and the server.
  private func expectEqual(_ week: WorkingWeek) throws {
    let whole = try week.world.dump(week.manager)
    for person in week.everyone {
      let status = try week.world.godwit(person, "status", "--json").json()
      for figure in ["pending", "needs_attention", "conflicts"] { #expect(status[figure] as? Int == 0, "\(figure)") }
      #expect(try week.world.verify(person), "\(person)")
      #expect(try week.world.dump(person) == whole, "\(person) and \(week.manager) differ")
    }
    try week.world.office("verify", week.world.serverFolder)
  }
}
