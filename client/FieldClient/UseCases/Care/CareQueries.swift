import FieldSales

/// The questions that find out which care is due, as SQL that a person can read.
///
/// Parameters: `:end` is the end of the day and `:now` the present, in milliseconds since 1970 UTC; `:rep` is the rep
/// whose customers count, NULL for all; days come from the settings.
enum CareQueries {
  /// The columns of every answer, in order.
  static let columns = """
    x.kind, x.due_at, x.occasion_at, x.customer_id, c.name AS customer, c.code AS customer_code, c.phone,
      x.contact_id, p.name AS contact, x.order_id, o.number AS order_number, x.product_id, d.name AS product
    """

  static let joins = """
    JOIN customers AS c ON c.id = x.customer_id
    LEFT JOIN contacts AS p ON p.id = x.contact_id
    LEFT JOIN orders AS o ON o.id = x.order_id
    LEFT JOIN products AS d ON d.id = x.product_id
    """

  static let isOwn = "(:rep IS NULL OR c.owner_rep_id IS NULL OR c.owner_rep_id = :rep)"

  /// After a purchase: of those that are old enough and not too old the customer's last, unless it was attended to.
  ///
  /// The plus before a column keeps SQLite from reading all orders by customer, in place of the few by time.
  static let afterPurchase = """
    WITH purchase AS (
      SELECT id, customer_id, coalesce(delivered_at, placed_at) AS at
      FROM orders
      WHERE placed_at > :now - (:until + :grace + 120) * 86400000
        AND status IN ('confirmed', 'picked', 'shipped', 'delivered', 'invoiced')
    ), last AS (
      SELECT customer_id, id AS order_id, max(at) AS occasion_at
      FROM purchase
      WHERE at + :from * 86400000 < :end AND at > :now - (:until + :grace) * 86400000
      GROUP BY +customer_id
    ), x AS (
      SELECT :kind AS kind, customer_id, order_id, occasion_at, occasion_at + :from * 86400000 AS due_at,
        occasion_at + :until * 86400000 AS late_at, NULL AS contact_id, NULL AS product_id
      FROM last
    )
    SELECT \(columns) FROM x \(joins)
    WHERE \(isOwn)
      AND NOT EXISTS (
        SELECT 1 FROM care_steps AS s
        WHERE s.customer_id = x.customer_id AND s.kind = :kind AND coalesce(s.outcome, 'done') <> 'not_reached'
          AND (s.occasion_at >= x.occasion_at OR s.done_at > :now - :pause * 86400000)
      )
    ORDER BY x.due_at, c.name, x.customer_id
    """

  /// Those who said that they are satisfied and were not asked for a referral lately.
  static let referrals = """
    WITH praise AS (
      SELECT customer_id, done_at AS at FROM care_steps WHERE kind = 'satisfaction' AND score >= :score
      UNION ALL
      SELECT customer_id, followed_up_at FROM complaints WHERE satisfaction >= :score
      UNION ALL
      SELECT r.customer_id, r.answered_at
      FROM survey_responses AS r
      JOIN survey_answers AS a ON a.response_id = r.id
      JOIN survey_questions AS q ON q.id = a.question_id AND q.kind = 'score'
      GROUP BY r.id
      HAVING avg(a.score) >= :score
    ), x AS (
      SELECT 'referral' AS kind, customer_id, max(at) AS occasion_at, max(at) AS due_at, NULL AS contact_id,
        NULL AS order_id, NULL AS product_id
      FROM praise
      WHERE at > :now - :pause * 86400000 AND at < :end
      GROUP BY customer_id
    )
    SELECT \(columns) FROM x \(joins)
    WHERE \(isOwn)
      AND NOT EXISTS (
        SELECT 1 FROM care_steps AS s
        WHERE s.customer_id = x.customer_id AND s.kind = 'referral' AND coalesce(s.outcome, 'done') <> 'not_reached'
          AND s.done_at > :now - :pause * 86400000
      )
    ORDER BY x.due_at, c.name, x.customer_id
    """

  /// Birthdays of persons and contacts on the days of `:days`, a JSON object from `MM-DD` to the day's beginning.
  static let birthdays = """
    WITH day AS (SELECT key, value AS at FROM json_each(:days)), x AS (
      SELECT 'birthday' AS kind, id AS customer_id, NULL AS contact_id, substr(birth_date, 6, 5) AS day, NULL AS order_id,
        NULL AS product_id
      FROM customers WHERE substr(birth_date, 6, 5) IN (SELECT key FROM day)
      UNION ALL
      SELECT 'birthday', customer_id, id, substr(birth_date, 6, 5), NULL, NULL
      FROM contacts WHERE substr(birth_date, 6, 5) IN (SELECT key FROM day) AND left_at IS NULL
    ), y AS (
      SELECT x.*, day.at AS due_at, day.at AS occasion_at FROM x JOIN day ON day.key = x.day
    )
    SELECT \(columns) FROM y AS x \(joins)
    WHERE \(isOwn)
      AND NOT EXISTS (
        SELECT 1 FROM care_steps AS s
        WHERE s.customer_id = x.customer_id AND s.contact_id IS x.contact_id AND s.kind = 'birthday'
          AND coalesce(s.outcome, 'done') <> 'not_reached' AND s.done_at > :now - 60 * 86400000
      )
    ORDER BY x.due_at, c.name, x.customer_id, x.contact_id
    """

  /// Products at the end of their expected life that the customer has not bought again, due within the last `:window`
  /// days. The orders of each span of life are looked up by their time; the joins are crossed so that it stays so.
  static let replacements = """
    WITH life AS (SELECT DISTINCT expected_life_days AS days FROM products WHERE expected_life_days > 0),
    purchase AS (
      SELECT o.customer_id, o.id AS order_id, l.product_id, o.placed_at AS bought_at, life.days
      FROM life
      CROSS JOIN orders AS o ON o.placed_at > :now - (life.days - :notice + :window) * 86400000
        AND o.placed_at < :end - (life.days - :notice) * 86400000
        AND o.status IN ('confirmed', 'picked', 'shipped', 'delivered', 'invoiced')
      CROSS JOIN order_lines AS l ON l.order_id = o.id
      CROSS JOIN products AS d ON d.id = l.product_id AND d.expected_life_days = life.days
    ), last AS (
      SELECT customer_id, product_id, order_id, days, max(bought_at) AS bought_at
      FROM purchase
      GROUP BY customer_id, product_id
    ), x AS (
      SELECT 'replacement' AS kind, customer_id, product_id, order_id, bought_at,
        bought_at + days * 86400000 AS occasion_at, bought_at + (days - :notice) * 86400000 AS due_at,
        NULL AS contact_id
      FROM last
    )
    SELECT \(columns) FROM x \(joins)
    WHERE \(isOwn)
      AND NOT EXISTS (
        SELECT 1 FROM orders AS later JOIN order_lines AS l ON l.order_id = later.id
        WHERE later.customer_id = x.customer_id AND later.placed_at > x.bought_at AND l.product_id = x.product_id
          AND later.status <> 'cancelled'
      )
      AND NOT EXISTS (
        SELECT 1 FROM care_steps AS s
        WHERE s.customer_id = x.customer_id AND s.product_id = x.product_id AND s.kind = 'replacement'
          AND coalesce(s.outcome, 'done') <> 'not_reached' AND s.done_at > x.bought_at
      )
    ORDER BY x.due_at, c.name, x.customer_id, x.product_id
    """
}
