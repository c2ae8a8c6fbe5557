import FieldSales

/// The questions that find out which care is due, as SQL that a person can read.
///
/// Parameters: `:end` is the end of the day and `:now` the present, in milliseconds since 1970 UTC; `:rep` is the rep
/// whose customers count, and `:customer` the one who does, NULL for all; days come from the settings. `:limit` is the
/// most rows, -1 for all; `total` in each row is how many there are without it.
enum CareQueries {
  /// What is due, with its names: those of people, orders and products are looked up for the rows that are shown alone.
  private static let shown = """
    SELECT y.kind, y.due_at, y.occasion_at, y.customer_id, y.customer, y.customer_code, y.phone, y.contact_id,
      p.name AS contact, y.order_id, o.number AS order_number, y.product_id, d.name AS product, y.total
    FROM (
      SELECT due.*, c.name AS customer, c.code AS customer_code, c.phone, count(*) OVER () AS total
      FROM due
      JOIN customers AS c ON c.id = due.customer_id
      WHERE (:rep IS NULL OR c.owner_rep_id IS NULL OR c.owner_rep_id = :rep)
        AND (:customer IS NULL OR c.id = :customer)
      ORDER BY due.due_at, c.name, c.id, due.contact_id, due.product_id
      LIMIT :limit
    ) AS y
    LEFT JOIN contacts AS p ON p.id = y.contact_id
    LEFT JOIN orders AS o ON o.id = y.order_id
    LEFT JOIN products AS d ON d.id = y.product_id
    ORDER BY y.due_at, y.customer, y.customer_id, y.contact_id, y.product_id
    """

  /// After a purchase: of those that are old enough and not too old the customer's last, unless it was attended to.
  ///
  /// The plus before a column keeps SQLite from reading all orders by state or customer, in place of the few by time.
  static let afterPurchase = """
    WITH purchase AS (
      SELECT customer_id, id AS order_id, max(\(FieldSales.purchaseTime)) AS occasion_at
      FROM orders
      WHERE \(FieldSales.purchaseTime) > :now - (:until + :grace) * 86400000
        AND \(FieldSales.purchaseTime) < :end - :from * 86400000
        AND +status IN ('confirmed', 'picked', 'shipped', 'delivered', 'invoiced')
      GROUP BY +customer_id
    ), x AS (
      SELECT :kind AS kind, customer_id, order_id, occasion_at, occasion_at + :from * 86400000 AS due_at,
        NULL AS contact_id, NULL AS product_id
      FROM purchase
    ), due AS (
      SELECT * FROM x
      WHERE NOT EXISTS (
        SELECT 1 FROM care_steps AS s
        WHERE s.customer_id = x.customer_id AND s.kind = :kind AND coalesce(s.outcome, 'done') <> 'not_reached'
          AND (s.occasion_at >= x.occasion_at OR s.done_at > :now - :pause * 86400000)
      )
    )
    \(shown)
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
    ), due AS (
      SELECT * FROM x
      WHERE NOT EXISTS (
        SELECT 1 FROM care_steps AS s
        WHERE s.customer_id = x.customer_id AND s.kind = 'referral' AND coalesce(s.outcome, 'done') <> 'not_reached'
          AND s.done_at > :now - :pause * 86400000
      )
    )
    \(shown)
    """

  /// Birthdays of persons and contacts on the days of `:days`, a JSON object from `MM-DD` to the day's beginning.
  static let birthdays = """
    WITH day AS (SELECT key, value AS at FROM json_each(:days)), birthday AS (
      SELECT 'birthday' AS kind, id AS customer_id, NULL AS contact_id, substr(birth_date, 6, 5) AS day, NULL AS order_id,
        NULL AS product_id
      FROM customers WHERE substr(birth_date, 6, 5) IN (SELECT key FROM day)
      UNION ALL
      SELECT 'birthday', customer_id, id, substr(birth_date, 6, 5), NULL, NULL
      FROM contacts WHERE substr(birth_date, 6, 5) IN (SELECT key FROM day) AND left_at IS NULL
    ), x AS (
      SELECT birthday.*, day.at AS due_at, day.at AS occasion_at FROM birthday JOIN day ON day.key = birthday.day
    ), due AS (
      SELECT * FROM x
      WHERE NOT EXISTS (
        SELECT 1 FROM care_steps AS s
        WHERE s.customer_id = x.customer_id AND s.contact_id IS x.contact_id AND s.kind = 'birthday'
          AND coalesce(s.outcome, 'done') <> 'not_reached' AND s.done_at > :now - 60 * 86400000
      )
    )
    \(shown)
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
    ), due AS (
      SELECT * FROM x
      WHERE NOT EXISTS (
        SELECT 1 FROM orders AS later JOIN order_lines AS l ON l.order_id = later.id
        WHERE later.customer_id = x.customer_id AND later.placed_at > x.bought_at AND l.product_id = x.product_id
          AND later.status <> 'cancelled'
      )
      AND NOT EXISTS (
        SELECT 1 FROM care_steps AS s
        WHERE s.customer_id = x.customer_id AND s.product_id = x.product_id AND s.kind = 'replacement'
          AND coalesce(s.outcome, 'done') <> 'not_reached' AND s.done_at > x.bought_at
      )
    )
    \(shown)
    """

  /// What others of the same segment have bought since `:since` and the customer never has, the most bought in front, up
  /// to `:count` a customer. `:customers` is a JSON array of IDs in hexadecimal digits.
  static let proposals = """
    WITH asked AS (
      SELECT id AS customer_id, coalesce(segment, '') AS segment
      FROM customers WHERE hex(id) IN (SELECT value FROM json_each(:customers))
    ), sold AS (
      SELECT coalesce(c.segment, '') AS segment, l.product_id, count(DISTINCT o.customer_id) AS buyers
      FROM orders AS o
      JOIN customers AS c ON c.id = o.customer_id
      JOIN order_lines AS l ON l.order_id = o.id
      WHERE o.placed_at > :since AND o.status IN ('confirmed', 'picked', 'shipped', 'delivered', 'invoiced')
        AND coalesce(c.segment, '') IN (SELECT segment FROM asked)
      GROUP BY coalesce(c.segment, ''), l.product_id
    ), had AS (
      SELECT DISTINCT a.customer_id, l.product_id
      FROM asked AS a
      JOIN orders AS o ON o.customer_id = a.customer_id AND o.status <> 'cancelled'
      JOIN order_lines AS l ON l.order_id = o.id
      WHERE l.product_id IS NOT NULL
    ), ranked AS (
      SELECT a.customer_id, d.sku, d.name, s.buyers,
        row_number() OVER (PARTITION BY a.customer_id ORDER BY s.buyers DESC, d.sku, d.id) AS place
      FROM asked AS a
      JOIN sold AS s ON s.segment = a.segment
      JOIN products AS d ON d.id = s.product_id AND d.active <> 0
      LEFT JOIN had AS h ON h.customer_id = a.customer_id AND h.product_id = d.id
      WHERE h.product_id IS NULL
    )
    SELECT customer_id, sku, name, buyers, json_object('sku', sku, 'name', name, 'buyers', buyers) AS json
    FROM ranked
    WHERE place <= :count
    ORDER BY customer_id, place
    """
}
