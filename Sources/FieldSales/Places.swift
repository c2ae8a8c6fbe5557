import ChangeModel

/// Where the rules find tables in the schema, by index. Tables are only ever appended, so an index stays right.
enum Place {
  static let customers = index(of: "customers")
  static let orders = index(of: "orders")
  static let orderLines = index(of: "order_lines")
  static let settings = index(of: "settings")

  enum Customer {
    static let territory = column("territory_id", of: customers)
    static let creditLimit = column("credit_limit", of: customers)
    static let balance = column("balance", of: customers)
    static let currency = column("currency", of: customers)
    static let erasedAt = column("erased_at", of: customers)
  }

  enum Order {
    static let customer = column("customer_id", of: orders)
    static let number = column("number", of: orders)
    static let status = column("status", of: orders)
    static let currency = column("currency", of: orders)
    static let holdReason = column("hold_reason", of: orders)
  }

  enum Line {
    static let order = column("order_id", of: orderLines)
    static let product = column("product_id", of: orderLines)
    static let sku = column("sku", of: orderLines)
    static let quantity = column("quantity", of: orderLines)
    static let unitPrice = column("unit_price", of: orderLines)
    static let discount = column("discount", of: orderLines)
  }

  enum Setting {
    static let key = column("key", of: settings)
    static let value = column("value", of: settings)
  }

  static func index(of table: String) -> Int {
    guard let index = FieldSales.schema.index(of: table) else {
      preconditionFailure("the field-sales schema has no table \(table)")
    }
    return index
  }

  static func column(_ name: String, of table: Int) -> Int {
    guard let index = FieldSales.schema.tables[table].column(name) else {
      preconditionFailure("the table \(FieldSales.schema.tables[table].name) has no column \(name)")
    }
    return index
  }
}
