extension FieldSales {
  static let careViews = [leadRhythms, complaintClocks, opportunityForecasts]

  /// A lead that nobody has spoken to yet is due at once.
  static let leadRhythms = SQLView(
    "lead_rhythms",
    meaning: "An open lead with the time at which its next contact is due, by the rhythm of its level.",
    select: """
      SELECT
        lead_id,
        customer_id,
        rep_id,
        level,
        last_contact_at,
        days,
        CASE WHEN last_contact_at IS NULL THEN opened_at ELSE last_contact_at + days * 86400000 END AS due_at
      FROM (
        SELECT
          id AS lead_id,
          customer_id,
          rep_id,
          level,
          last_contact_at,
          coalesce(opened_at, 0) AS opened_at,
          CASE level
      \(LeadLevel.allCases.map { "      WHEN '\($0.rawValue)' THEN \($0.rhythm.sql)" }.joined(separator: "\n"))
            ELSE \(Setting.leadLaterDays.sql)
          END AS days
        FROM leads
        WHERE status = 'open'
      )
      """)

  /// The clock of a step starts when the step before was taken; a time that nobody noted is that of the step before it.
  static let complaintClocks = SQLView(
    "complaint_clocks",
    meaning: "A complaint that is not finished, with what is to be done next, by when, and when it is the manager's.",
    select: """
      SELECT
        complaint_id,
        customer_id,
        status,
        next_step,
        since,
        since + hours * 3600000 AS due_at,
        since + (hours + \(Setting.complaintEscalateHours.sql)) * 3600000 AS escalates_at
      FROM (
        SELECT
          id AS complaint_id,
          customer_id,
          status,
          CASE status
            WHEN 'received' THEN 'triage' WHEN 'triaged' THEN 'start' WHEN 'resolving' THEN 'answer' ELSE 'follow_up'
          END AS next_step,
          CASE status
            WHEN 'received' THEN coalesce(received_at, 0)
            WHEN 'triaged' THEN coalesce(triaged_at, received_at, 0)
            WHEN 'resolving' THEN coalesce(started_at, triaged_at, received_at, 0)
            ELSE coalesce(answered_at, started_at, triaged_at, received_at, 0)
          END AS since,
          CASE status
            WHEN 'received' THEN \(Setting.complaintTriageHours.sql)
            WHEN 'triaged' THEN \(Setting.complaintStartHours.sql)
            WHEN 'resolving' THEN \(Setting.complaintAnswerHours.sql)
            ELSE \(Setting.complaintFollowUpHours.sql)
          END AS hours
        FROM complaints
        WHERE status <> 'followed_up'
      )
      """)

  /// Weighted is rounded down to a whole minor unit, each opportunity by itself; divided first, so that nothing overflows.
  static let opportunityForecasts = SQLView(
    "opportunity_forecasts",
    meaning: "An open opportunity with its probability in basis points and its value weighted by it, in minor units.",
    select: """
      SELECT
        opportunity_id,
        customer_id,
        rep_id,
        stage,
        currency,
        value,
        probability,
        value / 10000 * probability + value % 10000 * probability / 10000 AS weighted,
        expected_close_at
      FROM (
        SELECT
          id AS opportunity_id,
          customer_id,
          rep_id,
          stage,
          currency,
          coalesce(value, 0) AS value,
          coalesce(
            probability,
            CASE stage
              WHEN 'initial_contact' THEN \(Setting.initialContactPoints.sql)
              WHEN 'intent' THEN \(Setting.intentPoints.sql)
              ELSE \(Setting.negotiationPoints.sql)
            END
          ) AS probability,
          expected_close_at
        FROM opportunities
        WHERE stage IN ('initial_contact', 'intent', 'negotiation')
      )
      """)
}
