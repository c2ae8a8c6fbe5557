extension FieldSales {
  /// Where no warehouse is known to hold a product, the office's single figure in `products` stands for all.
  static let productStock = SQLView(
    "product_stock",
    meaning:
      "A product with what can be promised: on hand, less what is reserved, leased, and ordered since the count.",
    select: """
      WITH counted AS (
        SELECT s.product_id, sum(s.on_hand) AS on_hand, sum(s.reserved) AS reserved, min(s.counted_at) AS counted_at,
          sum(s.incoming) AS incoming, min(s.incoming_at) AS incoming_at, count(*) AS warehouse_count
        FROM stock_levels AS s
        JOIN warehouses AS w ON w.id = s.warehouse_id
        WHERE w.active <> 0
        GROUP BY s.product_id
      ),
      promised AS (
        SELECT l.product_id, sum(l.quantity) AS quantity
        FROM orders AS o
        JOIN order_lines AS l ON l.order_id = o.id
        JOIN counted AS c ON c.product_id = l.product_id
        WHERE o.status IN ('submitted', 'confirmed') AND o.placed_at >= c.counted_at
        GROUP BY l.product_id
      )
      SELECT
        p.id AS product_id,
        p.sku,
        coalesce(c.on_hand, p.stock_quantity) AS on_hand,
        coalesce(c.reserved, 0) AS reserved,
        coalesce(m.quantity, 0) AS promised,
        coalesce(c.on_hand, p.stock_quantity) - coalesce(c.reserved, 0) - coalesce(m.quantity, 0)
          - coalesce(p.stock_leased, 0) AS available,
        c.counted_at,
        c.incoming,
        c.incoming_at,
        coalesce(c.warehouse_count, 0) AS warehouse_count,
        coalesce(p.stock_leased, 0) AS leased,
        p.stock_pool - coalesce(p.stock_leased, 0) - coalesce(p.stock_sold, 0) AS pool_free
      FROM products AS p
      LEFT JOIN counted AS c ON c.product_id = p.id
      LEFT JOIN promised AS m ON m.product_id = p.id
      """)
}
