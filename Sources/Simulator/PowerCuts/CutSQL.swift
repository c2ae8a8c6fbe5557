/// Statements with which the scenes are played. Rows have numbers for IDs, so that the same scene makes the same rows.
enum CutSQL {
  /// An ID as an SQL literal.
  static func id(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "x'" + String(repeating: "0", count: 32 - digits.count) + digits + "'"
  }

  static func customer(_ number: Int, territory: String, name: String) -> String {
    """
    INSERT INTO customers(id, territory_id, name)
      SELECT \(id(number)), id, '\(name)' FROM territories WHERE name = '\(territory)';
    """
  }

  /// An order with lines; its number is unique in the org.
  static func order(_ number: Int, customer: Int, called name: String, lines: Int = 3) -> String {
    let order =
      "INSERT INTO orders(id, customer_id, number) VALUES (\(id(number)), \(id(customer)), '\(name)');"
    return (1...lines).reduce(order) { sql, line in
      sql + "INSERT INTO lines(id, order_id, sku, quantity)"
        + " VALUES (\(id(number * 64 + line)), \(id(number)), 'L\(line)', \(line));"
    }
  }

  static func set(_ column: String, of customer: Int, to value: String) -> String {
    "UPDATE customers SET \(column) = '\(value)' WHERE id = \(id(customer));"
  }

  static func add(to column: String, of customer: Int, _ text: String) -> String {
    "UPDATE customers SET \(column) = coalesce(\(column), '') || '\(text)' WHERE id = \(id(customer));"
  }

  static func visit(_ customer: Int) -> String {
    "UPDATE customers SET visits = visits + 1 WHERE id = \(id(customer));"
  }
}
