import FieldSales

/// The questions that find what is to be warned of, as SQL that a person can read. Times are milliseconds since 1970 UTC.
enum WarningQueries {
  static let credit = """
    SELECT customer_id, owner_rep_id AS owner_id, NULL AS since_at, over AS amount, currency
    FROM (\(ReportBook.over))
    """

  /// Of a customer with several currencies the one in which most is overdue.
  static let overdue = """
    SELECT i.customer_id, c.owner_rep_id AS owner_id, min(i.due_at) AS since_at, sum(i.open) AS amount, i.currency
    FROM open_invoices AS i JOIN customers AS c ON c.id = i.customer_id
    WHERE i.due_at < :before
    GROUP BY i.customer_id, i.currency
    ORDER BY i.customer_id, amount DESC, i.currency
    """

  static let plans = """
    SELECT t.*, c.owner_rep_id AS owner_id, t.period_from AS since_at
    FROM targets AS t JOIN customers AS c ON c.id = t.customer_id
    WHERE t.measure = 'sales' AND t.period_from <= :now AND t.period_until > :now
    """

  static let rhythms = """
    SELECT y.customer_id, c.owner_rep_id AS owner_id, y.last_at + y.interval_ms AS since_at, NULL AS amount,
      NULL AS currency
    FROM (\(PurchaseQueries.rhythms)) AS y JOIN customers AS c ON c.id = y.customer_id
    WHERE y.purchase_days >= :least AND y.interval_ms > 0 AND coalesce(c.status, '') <> 'lost'
      AND :now - y.last_at < :lost AND (:now - y.last_at) / 10000 >= y.interval_ms / 10000 * :points / 10000
    """

  static let complaints = """
    SELECT k.customer_id, k.complaint_id AS subject_id, coalesce(x.rep_id, x.taken_by_id, c.owner_rep_id) AS owner_id,
      k.due_at AS since_at
    FROM complaint_clocks AS k
    JOIN complaints AS x ON x.id = k.complaint_id
    JOIN customers AS c ON c.id = k.customer_id
    WHERE k.due_at <= :now
    """

  static let leads = """
    SELECT l.customer_id, l.lead_id AS subject_id, coalesce(l.rep_id, c.owner_rep_id) AS owner_id, l.due_at AS since_at,
      d.value AS amount, d.currency
    FROM lead_rhythms AS l
    JOIN leads AS d ON d.id = l.lead_id
    JOIN customers AS c ON c.id = l.customer_id
    WHERE l.due_at < :before
    """

  static let visits = """
    SELECT customer_id, owner_id, last_contact_at + days * 86400000 AS since_at
    FROM (
      SELECT id AS customer_id, owner_rep_id AS owner_id, last_contact_at, coalesce(visit_every_days, :every) AS days
      FROM customers
      WHERE last_contact_at IS NOT NULL AND coalesce(status, '') <> 'lost'
    )
    WHERE days > 0 AND last_contact_at < :now - days * 8640 * :points
    """
}
