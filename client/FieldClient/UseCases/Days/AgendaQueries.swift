import FieldSales

/// What the day's page asks, as SQL that a person can read: one query a kind.
///
/// Parameters: `:start` and `:end` of the day and `:now`, in milliseconds since 1970 UTC; `:rep` is the rep whose day it
/// is, NULL for a manager who looks at all; `:every`, `:overdue`,
/// `:forgotten` and `:notice` come from the settings.
enum AgendaQueries {
  private static func own(_ column: String) -> String { "(:rep IS NULL OR \(column) IS NULL OR \(column) = :rep)" }

  private static let customer = "c.name AS customer, c.code AS customer_code, c.phone, c.city"

  static let complaints = """
    SELECT x.id, x.customer_id, \(customer), x.subject, x.severity, k.next_step, k.due_at,
      x.escalated_at IS NOT NULL OR k.escalates_at <= :now AS is_escalated, x.escalation_reason
    FROM complaint_clocks AS k
    JOIN complaints AS x ON x.id = k.complaint_id
    LEFT JOIN customers AS c ON c.id = x.customer_id
    WHERE (k.due_at < :end OR x.escalated_at IS NOT NULL)
      AND \(own("coalesce(x.rep_id, x.taken_by_id, c.owner_rep_id)"))
    ORDER BY is_escalated DESC, x.severity, k.due_at, x.id
    """

  static let leads = """
    SELECT l.id, l.customer_id, \(customer), l.interest, l.level, l.signal, h.due_at, h.days, l.last_contact_at
    FROM lead_rhythms AS h
    JOIN leads AS l ON l.id = h.lead_id
    LEFT JOIN customers AS c ON c.id = l.customer_id
    WHERE h.due_at < :end AND \(own("coalesce(l.rep_id, c.owner_rep_id)"))
    ORDER BY CASE l.level WHEN 'deposit' THEN 1 WHEN 'week' THEN 2 WHEN 'month' THEN 3 WHEN 'quarter' THEN 4 ELSE 5 END,
      h.due_at, l.id
    """

  static let visits = """
    SELECT v.id, v.customer_id, \(customer), c.street, v.planned_at AS due_at, v.route_order, v.purpose, v.check_in_at
    FROM visits AS v
    LEFT JOIN customers AS c ON c.id = v.customer_id
    WHERE v.planned_at >= :start AND v.planned_at < :end AND v.check_out_at IS NULL AND \(own("v.rep_id"))
    ORDER BY v.route_order IS NULL, v.route_order, v.planned_at, v.id
    """

  static let appointments = """
    SELECT a.id, a.customer_id, \(customer), a.kind AS activity, a.subject, a.planned_at AS due_at
    FROM activities AS a
    LEFT JOIN customers AS c ON c.id = a.customer_id
    WHERE a.done_at IS NULL AND a.planned_at < :end AND \(own("a.rep_id"))
    ORDER BY a.planned_at, a.id
    """

  static let tasks = """
    SELECT t.id, t.customer_id, \(customer), t.subject, t.priority, t.due_at
    FROM tasks AS t
    LEFT JOIN customers AS c ON c.id = t.customer_id
    WHERE t.done_at IS NULL AND coalesce(t.remind_at, t.due_at) < :end AND \(own("t.rep_id"))
    ORDER BY t.priority, t.due_at, t.id
    """

  /// A next step is open until the customer was spoken to again, or was forgotten for too long.
  static let nextSteps = """
    SELECT s.id, s.customer_id, \(customer), s.next_step AS subject, s.next_step_at AS due_at
    FROM (
      SELECT id, customer_id, rep_id, next_step, next_step_at, check_out_at AS at FROM visits
      WHERE next_step_at < :end AND next_step_at > :forgotten
      UNION ALL
      SELECT id, customer_id, rep_id, next_step, next_step_at, done_at FROM activities
      WHERE next_step_at < :end AND next_step_at > :forgotten
    ) AS s
    JOIN customers AS c ON c.id = s.customer_id
    WHERE s.at IS NOT NULL AND coalesce(c.last_contact_at, 0) <= s.at AND \(own("s.rep_id"))
    ORDER BY s.next_step_at, s.id
    """

  static let heldOrders = """
    SELECT o.id, o.customer_id, \(customer), o.number, o.hold_reason AS subject, o.placed_at AS due_at
    FROM orders AS o
    LEFT JOIN customers AS c ON c.id = o.customer_id
    WHERE o.status = 'on_hold' AND \(own("coalesce(o.rep_id, c.owner_rep_id)"))
    ORDER BY o.placed_at, o.id
    """

  /// Those who owe and are visited today first, then those who owe most. Entries of several currencies are not added up.
  static let overdue = """
    SELECT c.id, c.id AS customer_id, \(customer), sum(e.outstanding) AS amount, coalesce(e.currency, c.currency)
        AS currency, min(e.due_at) AS due_at, count(*) AS entry_count,
      c.id IN (
        SELECT customer_id FROM visits WHERE planned_at >= :start AND planned_at < :end AND check_out_at IS NULL
      ) AS is_on_route
    FROM ledger_entries AS e
    JOIN customers AS c ON c.id = e.customer_id
    WHERE e.outstanding > 0 AND e.due_at < :overdue AND \(own("c.owner_rep_id"))
    GROUP BY c.id, coalesce(e.currency, c.currency)
    ORDER BY is_on_route DESC, amount DESC, c.id
    """

  /// Those that run out soon, and those that have lately. What holds until midnight holds that whole day.
  static let quotes = """
    SELECT o.id, o.customer_id, \(customer), o.number, o.currency, o.valid_until - 1 AS due_at,
      o.valid_until <= :now AS is_over,
      (SELECT coalesce(sum(\(LineTotal.net("l"))), 0) FROM order_lines AS l WHERE l.order_id = o.id) AS amount
    FROM orders AS o
    LEFT JOIN customers AS c ON c.id = o.customer_id
    WHERE o.status = 'quote' AND o.valid_until > :start - :notice AND o.valid_until <= :end + :notice
      AND \(own("coalesce(o.rep_id, c.owner_rep_id)"))
    ORDER BY o.valid_until, o.id
    """

  static let decisions = """
    SELECT o.id, o.customer_id, \(customer), o.name AS subject, o.stage, o.value AS amount, o.currency,
      o.expected_close_at AS due_at
    FROM opportunities AS o
    LEFT JOIN customers AS c ON c.id = o.customer_id
    WHERE o.stage IN ('initial_contact', 'intent', 'negotiation') AND o.expected_close_at < :end
      AND \(own("coalesce(o.rep_id, c.owner_rep_id)"))
    ORDER BY o.expected_close_at, o.id
    """

  /// Customers whom nobody has seen or spoken to for longer than was agreed, and no visit is planned.
  static let visitRhythms = """
    SELECT c.id, c.id AS customer_id, \(customer), c.grade, c.last_contact_at,
      c.last_contact_at + coalesce(c.visit_every_days, :every) * 86400000 AS due_at
    FROM customers AS c
    WHERE coalesce(c.visit_every_days, :every) > 0
      AND c.last_contact_at + coalesce(c.visit_every_days, :every) * 86400000 < :end AND \(own("c.owner_rep_id"))
      AND coalesce(c.status, '') <> 'lost'
      AND c.id NOT IN (SELECT customer_id FROM visits WHERE planned_at >= :start AND check_in_at IS NULL)
    ORDER BY c.grade IS NULL, c.grade, due_at, c.id
    """
}
