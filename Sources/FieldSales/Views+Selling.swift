extension FieldSales {
  static let sellingViews = [saleLines, saleOrders, returnTotals, deliveryStages, openInvoices, loyaltyBalances]

  /// What every figure of sales is made of. A sale counts from the moment it is submitted; what came back is taken off in
  /// proportion, rounded half away from zero to a whole minor unit, each line by itself.
  static let saleLines = SQLView(
    "sale_lines",
    meaning: "A line of an order that counts as a sale, less what came back, without tax, in the order's currency.",
    select: """
      WITH returned AS (
        SELECT b.order_line_id, sum(b.quantity) AS quantity
        FROM return_lines AS b
        JOIN returns AS r ON r.id = b.return_id
        WHERE r.status IN ('received', 'refunded')
        GROUP BY b.order_line_id
      ),
      sold AS (
        SELECT o.id AS order_id, o.number, o.customer_id, o.rep_id, o.placed_at, o.status, o.currency,
          l.id AS line_id, l.product_id, l.promotion, l.quantity, \(LineTotal.net("l")) AS net
        FROM orders AS o
        JOIN order_lines AS l ON l.order_id = o.id
        WHERE o.status IN ('submitted', 'confirmed', 'picked', 'shipped', 'delivered', 'invoiced')
      )
      SELECT
        s.order_id, s.number, s.line_id, s.customer_id, c.territory_id, s.rep_id, s.placed_at, s.status, s.currency,
        s.product_id, p.product_group, s.promotion,
        s.quantity - coalesce(b.quantity, 0) AS quantity,
        CASE WHEN b.quantity IS NULL OR s.quantity = 0 THEN s.net
          ELSE (2 * s.net * (s.quantity - b.quantity) + s.quantity) / (2 * s.quantity) END AS net
      FROM sold AS s
      LEFT JOIN returned AS b ON b.order_line_id = s.line_id
      LEFT JOIN customers AS c ON c.id = s.customer_id
      LEFT JOIN products AS p ON p.id = s.product_id
      """)

  /// The lines of an order are found by an index that has all of it, and what came back is reckoned for the few lines that
  /// did: whole years of orders are added up in the time that a person waits.
  static let saleOrders = SQLView(
    "sale_orders",
    meaning: "An order that counts as a sale: the sum of its `sale_lines`, without tax, in the order's currency.",
    select: """
      WITH returned AS MATERIALIZED (
        SELECT l.order_id,
          sum((2 * l.net * (l.quantity - b.quantity) + l.quantity) / (2 * l.quantity) - l.net) AS net
        FROM (
          SELECT b.order_line_id, sum(b.quantity) AS quantity
          FROM return_lines AS b
          JOIN returns AS r ON r.id = b.return_id
          WHERE r.status IN ('received', 'refunded')
          GROUP BY b.order_line_id
        ) AS b
        JOIN (SELECT l.id, l.order_id, l.quantity, \(LineTotal.net("l")) AS net FROM order_lines AS l) AS l
          ON l.id = b.order_line_id
        WHERE l.quantity <> 0
        GROUP BY l.order_id
      )
      SELECT o.id AS order_id, o.number, o.customer_id, o.rep_id, o.placed_at, o.status, o.currency,
        coalesce((SELECT sum(\(LineTotal.net("l"))) FROM order_lines AS l WHERE l.order_id = o.id), 0)
          + coalesce((SELECT b.net FROM returned AS b WHERE b.order_id = o.id), 0) AS net
      FROM orders AS o
      WHERE o.status IN ('submitted', 'confirmed', 'picked', 'shipped', 'delivered', 'invoiced')
      """)

  /// A line's part of the price is refunded in proportion, rounded half away from zero, each line by itself.
  static let returnTotals = SQLView(
    "return_totals",
    meaning: "A return with the units that come back and what they cost, without tax, in the order's currency.",
    select: """
      SELECT
        r.id AS return_id,
        r.order_id,
        o.customer_id,
        o.currency,
        count(b.id) AS line_count,
        coalesce(sum(b.quantity), 0) AS quantity,
        coalesce(sum(
          CASE WHEN l.quantity > 0 THEN (2 * \(LineTotal.net("l")) * b.quantity + l.quantity) / (2 * l.quantity) END
        ), 0) AS refund_due
      FROM returns AS r
      LEFT JOIN orders AS o ON o.id = r.order_id
      LEFT JOIN return_lines AS b ON b.return_id = r.id
      LEFT JOIN order_lines AS l ON l.id = b.order_line_id
      GROUP BY r.id
      """)

  static let deliveryStages = SQLView(
    "delivery_stages",
    meaning: "A delivery with how far it is: planned, packed, stored, carried or handed_over, and since when.",
    select: """
      SELECT
        d.id AS delivery_id,
        d.order_id,
        CASE
          WHEN d.handed_over_at IS NOT NULL THEN 'handed_over'
          WHEN d.carried_at IS NOT NULL THEN 'carried'
          WHEN d.stored_at IS NOT NULL THEN 'stored'
          WHEN d.packed_at IS NOT NULL THEN 'packed'
          ELSE 'planned'
        END AS stage,
        coalesce(d.handed_over_at, d.carried_at, d.stored_at, d.packed_at) AS since
      FROM deliveries AS d
      """)

  /// Where the office does not say what is open of an invoice, payments and credits pay the oldest invoices first.
  static let openInvoices = SQLView(
    "open_invoices",
    meaning: "An invoice that is not paid, with what is open of it, in minor units of its currency.",
    select: """
      WITH account AS (
        SELECT e.*,
          sum(max(e.amount, 0)) FILTER (WHERE e.kind = 'invoice') OVER (
            PARTITION BY e.customer_id, e.currency ORDER BY coalesce(e.due_at, e.booked_at), e.booked_at, e.id
          ) AS invoiced,
          -sum(e.amount) FILTER (WHERE e.kind <> 'invoice') OVER (PARTITION BY e.customer_id, e.currency) AS paid
        FROM ledger_entries AS e
        WHERE e.customer_id IN (
          SELECT u.customer_id FROM ledger_entries AS u WHERE u.kind = 'invoice' AND u.outstanding IS NULL
        )
      )
      SELECT id, customer_id, number, booked_at, due_at, amount, currency, outstanding AS open
      FROM ledger_entries
      WHERE kind = 'invoice' AND outstanding > 0
      UNION ALL
      SELECT id, customer_id, number, booked_at, due_at, amount, currency,
        min(amount, invoiced - coalesce(paid, 0)) AS open
      FROM account
      WHERE kind = 'invoice' AND outstanding IS NULL AND amount > 0 AND invoiced > coalesce(paid, 0)
      """)

  static let loyaltyBalances = SQLView(
    "loyalty_balances",
    meaning: "A customer with points: the balance, all that were ever earned, and all that were spent.",
    select: """
      SELECT
        customer_id,
        sum(points) AS balance,
        sum(CASE WHEN kind IN ('earn', 'adjust') THEN points ELSE 0 END) AS earned,
        -sum(CASE WHEN kind IN ('redeem', 'grant', 'expire') THEN points ELSE 0 END) AS spent,
        max(booked_at) AS last_at
      FROM loyalty_entries
      GROUP BY customer_id
      """)
}
