extension FieldSales {
  /// The views of the domain, in the order in which they build on each other. Money is in minor units.
  public static let views =
    [orderTotals, customerOpenOrders, customerAccounts, productStock] + sellingViews + careViews

  /// The discount of a line is rounded half away from zero to a whole minor unit, each line by itself, and the order's
  /// total is the sum of its lines: the arithmetic of `LineTotal`.
  static let orderTotals = SQLView(
    "order_totals",
    meaning: "An order with what its lines come to, without tax, in minor units of the order's currency.",
    select: """
      SELECT
        o.id AS order_id,
        o.number,
        o.customer_id,
        o.status,
        o.currency,
        count(l.id) AS line_count,
        coalesce(sum(l.gross), 0) AS gross,
        coalesce(sum(l.reduction), 0) AS discount,
        coalesce(sum(l.gross - l.reduction), 0) AS total
      FROM orders AS o
      LEFT JOIN (
        SELECT
          id,
          order_id,
          coalesce(quantity * unit_price, 0) AS gross,
          coalesce(
            (abs(quantity * unit_price) * discount + 5000) / 10000 * sign(quantity * unit_price), 0
          ) AS reduction
        FROM order_lines
      ) AS l ON l.order_id = o.id
      GROUP BY o.id
      """)

  private static let openStateList = openStates.map { "'\($0)'" }.joined(separator: ", ")

  static let customerOpenOrders = SQLView(
    "customer_open_orders",
    meaning: "A customer with the number and total of the orders that are promised but not yet invoiced.",
    select: """
      SELECT
        customer_id,
        count(*) AS order_count,
        sum(total) AS total
      FROM order_totals
      WHERE status IN ('submitted', 'confirmed', 'picked', 'shipped', 'delivered')
      GROUP BY customer_id
      """)

  /// The open orders are those of `customer_open_orders`, found by the customer: the plus keeps SQLite from reading all
  /// open orders for one customer.
  static let customerAccounts = SQLView(
    "customer_accounts",
    meaning: "A customer with limit, balance, open orders, and what may still be ordered (NULL without a limit).",
    select: """
      SELECT
        customer_id,
        code,
        name,
        currency,
        credit_limit,
        balance,
        open_orders,
        credit_limit - balance - open_orders AS available
      FROM (
        SELECT
          c.id AS customer_id,
          c.code,
          c.name,
          c.currency,
          nullif(c.credit_limit, 0) AS credit_limit,
          coalesce(c.balance, 0) AS balance,
          coalesce((
            SELECT sum(\(LineTotal.net("l")))
            FROM orders AS o
            JOIN order_lines AS l ON l.order_id = o.id
            WHERE o.customer_id = c.id AND +o.status IN (\(openStateList))
          ), 0) AS open_orders
        FROM customers AS c
      )
      """)
}
