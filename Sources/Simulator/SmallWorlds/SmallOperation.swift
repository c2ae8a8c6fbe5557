import ChangeModel
import FieldSales

/// One thing that a person does in a small world: one transaction on one device.
public struct SmallOperation: Sendable {
  /// A row that an operation writes.
  enum Target: Sendable {
    case customer, visit, order
    /// A new row, by table and by its number among those that a person makes.
    case new(String, UInt64)
  }

  public let name: String
  /// Whether only a manager may do it.
  let isManagers: Bool
  let targets: [Target]
  let sql: @Sendable (SmallPerson) -> String

  private init(
    _ name: String, on targets: [Target], isManagers: Bool = false,
    _ sql: @escaping @Sendable (SmallPerson) -> String
  ) {
    self.name = name
    self.isManagers = isManagers
    self.targets = targets
    self.sql = sql
  }

  /// The rows that it writes, which must be found again in the log or among the rejected change sets.
  func touches(_ person: SmallPerson) -> [SmallTouch] {
    targets.map { target in
      switch target {
      case .customer: SmallTouch(table: "customers", id: SmallRows.customer)
      case .visit: SmallTouch(table: "visits", id: SmallRows.visit)
      case .order: SmallTouch(table: "orders", id: SmallRows.order)
      case .new(let table, let number): SmallTouch(table: table, id: SmallRows.new(person, number))
      }
    }
  }
}

/// A row that an operation wrote.
struct SmallTouch: Hashable, Sendable {
  var table: String
  var id: RowID
}

/// Who uses a device: Ann sells in the North, Mia manages North and South.
public enum SmallPerson: Int, Sendable, CaseIterable {
  case ann, mia

  var name: String { self == .ann ? "Ann" : "Mia" }
}

/// The rows that every small world begins with.
enum SmallRows {
  static let customer = id(1)
  static let otherCustomer = id(2)
  static let visit = id(3)
  static let order = id(4)
  static let line = id(5)

  static func id(_ number: UInt64) -> RowID { RowID(high: 0x7000, low: 2 << 62 | number) }

  /// A row that a person makes.
  static func new(_ person: SmallPerson, _ number: UInt64) -> RowID { id(100 + 100 * UInt64(person.rawValue) + number) }

  static let setUp = """
    INSERT INTO customers(id, territory_id, name, phone, notes, tags)
      SELECT \(customer.sql), id, 'Lake Inn', '1', 'calm water here', '["old"]' FROM territories WHERE name='North';
    INSERT INTO customers(id, territory_id, name) SELECT \(otherCustomer.sql), id, 'Mill' FROM territories
      WHERE name='North';
    INSERT INTO visits(id, customer_id, purpose) VALUES (\(visit.sql), \(customer.sql), 'care');
    INSERT INTO orders(id, customer_id, number, status) VALUES (\(order.sql), \(otherCustomer.sql), 'N-0', 'draft');
    INSERT INTO order_lines(id, order_id, sku, quantity, unit_price) VALUES (\(line.sql), \(order.sql), 'L0', 1, 5);
    """
}

extension RowID {
  /// The ID as an SQL literal.
  var sql: String { "x'" + description.replacing("-", with: "") + "'" }
}

extension SmallOperation {
  /// Every kind of operation, most of them on the same rows.
  public static let alphabet: [SmallOperation] = [
    customer("phone") { "phone='\($0.name)'" },
    customer("address") { "street='\($0.name) street', city='\($0.name) city'" },
    customer("legal-name") { "legal_name='\($0.name)'" },
    customer("visit-count") { _ in "visit_count=visit_count+1" },
    customer("tag-add", where: "tags NOT LIKE '%vip%'") { _ in "tags=json_insert(tags, '$[#]', 'vip')" },
    customer("tags-remove", where: "tags<>'[]'") { _ in "tags='[]'" },
    customer("notes") { "notes=replace(notes, 'water', 'water of \($0.name)')" },
    customer("first-contact") { "first_contact_at=\(50 + $0.rawValue)" },
    customer("credit-limit") { _ in "credit_limit=5" },
    SmallOperation("check-in", on: [.visit]) {
      "UPDATE visits SET check_in_at=\(70 - $0.rawValue) WHERE id=\(SmallRows.visit.sql);"
    },
    SmallOperation("delete-customer", on: [.customer]) { _ in
      "DELETE FROM customers WHERE id=\(SmallRows.customer.sql);"
    },
    SmallOperation("delete-visit", on: [.visit]) { _ in
      "DELETE FROM visits WHERE id=\(SmallRows.visit.sql);"
    },
    SmallOperation("new-visit", on: [.new("visits", 1)]) {
      """
      INSERT INTO visits(id, customer_id, purpose) SELECT \(SmallRows.new($0, 1).sql), id, '\($0.name)' FROM customers
        WHERE id=\(SmallRows.customer.sql);
      """
    },
    newOrder,
    order("submit", "submitted"),
    order("cancel", "cancelled"),
    SmallOperation("add-line", on: [.new("order_lines", 5)]) {
      """
      INSERT INTO order_lines(id, order_id, sku, quantity, unit_price)
        SELECT \(SmallRows.new($0, 5).sql), id, 'X', 1, 7 FROM orders WHERE id=\(SmallRows.order.sql);
      """
    },
    SmallOperation("move", on: [.customer], isManagers: true) { _ in
      """
      UPDATE customers SET territory_id=(SELECT id FROM territories WHERE name='South')
        WHERE id=\(SmallRows.customer.sql);
      """
    },
  ]

  /// An order with two lines, under a number that both people choose.
  private static let newOrder = SmallOperation(
    "new-order", on: [.new("orders", 2), .new("order_lines", 3), .new("order_lines", 4)]
  ) { person in
    let lines = [3, 4].map { (number: UInt64) in
      """
      INSERT INTO order_lines(id, order_id, sku, quantity, unit_price)
        SELECT \(SmallRows.new(person, number).sql), id, 'L', 1, 5 FROM orders WHERE id=\(SmallRows.new(person, 2).sql);
      """
    }
    return """
      INSERT INTO orders(id, customer_id, number, customer_reference)
        SELECT \(SmallRows.new(person, 2).sql), id, 'N-1', '2' FROM customers WHERE id=\(SmallRows.customer.sql);
      """ + lines.joined()
  }

  /// - Parameter condition: holds while the change is none that somebody else made already; that one would be no edit.
  private static func customer(
    _ name: String, where condition: String = "1", _ change: @escaping @Sendable (SmallPerson) -> String
  ) -> SmallOperation {
    SmallOperation(name, on: [.customer]) {
      "UPDATE customers SET \(change($0)) WHERE id=\(SmallRows.customer.sql) AND \(condition);"
    }
  }

  private static func order(_ name: String, _ status: String) -> SmallOperation {
    SmallOperation(name, on: [.order]) { _ in
      "UPDATE orders SET status='\(status)' WHERE id=\(SmallRows.order.sql) AND status<>'\(status)';"
    }
  }
}
