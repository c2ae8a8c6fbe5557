import ChangeModel
import TestSupport

/// Statements that a rep's day might hold, biased to the same rows.
struct SwarmWork {
  var random: SplitMix64
  private var serial = 0

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

  /// A new ID as an SQL literal, so that the same seed makes the same rows.
  private mutating func id() -> String {
    let bytes = RowID(high: random.next(), low: random.next()).bytes
    return "x'" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'"
  }

  mutating func isOneIn(_ count: Int) -> Bool { number(0..<count) == 0 }

  private static func some(_ table: String, _ offset: Int, where condition: String = "1") -> String {
    "(SELECT id FROM \(table) WHERE \(condition) ORDER BY id LIMIT 1 OFFSET \(offset))"
  }

  /// - Parameter territories: those that the device's user holds.
  mutating func statement(by name: String, territories: [String]) -> String {
    serial += 1
    let mark = "\(name)-\(serial)"
    let customer = Self.some("customers", number(0..<4))
    let territory = "(SELECT id FROM territories WHERE name='\(territories[number(0..<territories.count)])')"
    switch number(0..<20) {
    case 0, 1:
      return
        "INSERT INTO customers(id, territory_id, name, tags) VALUES(\(id()), \(territory), '\(mark)', '[\"new\"]');"
    case 2, 3, 4: return order(mark, customer: customer)
    case 5:
      return """
        INSERT INTO visits(id, customer_id, purpose, notes) SELECT \(id()), id, 'sale', 'seen by \(mark)' FROM customers WHERE id=\(customer);
        UPDATE customers SET visit_count=visit_count+1 WHERE id=\(customer);
        """
    case 6: return "UPDATE customers SET phone='\(mark)' WHERE id=\(customer);"
    case 7: return "UPDATE customers SET street='\(mark) street', city='\(mark) city' WHERE id=\(customer);"
    case 8:
      return
        "UPDATE customers SET visit_count=visit_count+1, grade='\(["A", "B", "C"][number(0..<3)])' WHERE id=\(customer);"
    case 9:
      return
        "UPDATE customers SET tags=json_insert(tags, '$[#]', '\(["vip", "bio", "late"][number(0..<3)])') WHERE id=\(customer);"
    case 10: return "UPDATE customers SET tags='[]' WHERE id=\(customer);"
    case 11: return "UPDATE customers SET notes=coalesce(notes || ' ', '') || '\(mark)' WHERE id=\(customer);"
    case 12: return "UPDATE customers SET notes=replace(notes, '-', ' of ') WHERE id=\(customer);"
    case 13: return "UPDATE visits SET check_in_at=\(number(0..<1_000)) WHERE id=\(Self.some("visits", number(0..<3)));"
    case 14: return "DELETE FROM visits WHERE id=\(Self.some("visits", number(0..<3)));"
    case 15:
      return "DELETE FROM customers WHERE id=\(Self.some("customers", number(0..<8), where: "name NOT LIKE 'Kept%'"));"
    case 16:
      let order = Self.some("orders", number(0..<3), where: "status='draft'")
      return "UPDATE orders SET status='submitted' WHERE id=\(order);"
    case 17:
      let order = Self.some("orders", number(0..<3), where: "status='draft'")
      return """
        INSERT INTO order_lines(id, order_id, sku, quantity, unit_price) SELECT \(id()), id, '\(mark)', 1, 5 FROM orders WHERE id=\(order);
        UPDATE orders SET memo='line \(mark)' WHERE id=\(order);
        """
    case 18: return "UPDATE customers SET credit_limit=\(number(1..<1_000)) WHERE id=\(customer);"
    default:
      return
        "UPDATE customers SET territory_id=\(territory) WHERE id=\(Self.some("customers", number(0..<8), where: "name NOT LIKE 'Kept%'"));"
    }
  }

  /// An order says in its memo how many lines it has, so that a torn one shows.
  private mutating func order(_ mark: String, customer: String) -> String {
    let lines = number(1..<4)
    var sql = """
      INSERT INTO orders(id, customer_id, number, status, currency, customer_reference)
        SELECT \(id()), id, '\(mark)', 'draft', 'EUR', '\(lines)' FROM customers WHERE id=\(customer);
      """
    for line in 0..<lines {
      sql += """
        INSERT INTO order_lines(id, order_id, sku, quantity, unit_price)
          SELECT \(id()), id, 'L\(line)', \(line + 1), 100 FROM orders WHERE number='\(mark)';
        """
    }
    return sql
  }
}
