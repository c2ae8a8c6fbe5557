extension Mapping {
  /// The order history of a gift wholesaler, one file for everything: countries are territories.
  ///
  /// Its dirt is treated so: rows without a customer number are sales to a collective customer of their country; article
  /// numbers that differ by case alone are one; rows that repeat another exactly are lines of their own, with a note;
  /// credit notes, corrections of stock and entries of the books are no order lines.
  static let onlineRetail: [String: String] = [
    "territories": """
    kind territories
    source online_retail
    key Country
    first
    name = Country | trim | map \(countries), else Country
    code = Country | trim
    """,
    "customers": """
    kind customers
    source online_retail
    file rows = "." by CustomerID
    \(customer)
    let numbered = "Customer", number | join " "
    key customer
    first
    # Eight customers occur in two countries; they belong where most of their rows are.
    let country = CustomerID | usual rows Country | default Country
    territory_id = country | reference territories
    code = number | default collective
    name = number | map else numbered | default collective
    country = country | map \(countries), else country
    currency = "GBP"
    status = "active"
    tags = number | map else "numbered" | default "collective" | unless "numbered" | set ";"
    """,
    "products": """
    kind products
    source online_retail
    file rows = "." by StockCode
    let code = StockCode | trim | upper
    key code
    first
    skip when InvoiceNo is like "A*" because "an entry of the books names no article"
    sku = code
    # The name and price that most rows have.
    name = StockCode | usual rows Description | spaces | default code
    unit_price = StockCode | usual rows UnitPrice | money rounded
    currency = "GBP"
    product_group = code | map "POST" = "service", "DOT" = "service", "C2" = "service", "M" = "service",
      "D" = "service", "S" = "service", "B" = "service", "PADS" = "service", "CRUK" = "service",
      "BANK CHARGES" = "service", "AMAZONFEE" = "service", else "goods"
    unit = "each"
    """,
    "orders": """
    kind orders
    source online_retail
    \(customer)
    key InvoiceNo
    \(salesAlone)
    first
    customer_id = customer | reference customers
    number = InvoiceNo
    status = "invoiced"
    currency = "GBP"
    placed_at = InvoiceDate | date
    """,
    "order_lines": """
    kind order_lines
    source online_retail
    number line by InvoiceNo
    key InvoiceNo, line
    let code = StockCode | trim | upper
    total units = Quantity
    total value = Quantity * UnitPrice
    \(salesAlone)
    note repeated because "the row repeats another one exactly"
    order_id = InvoiceNo | reference orders
    line_number = line | integer
    product_id = code | reference products
    sku = code
    description = Description | spaces
    quantity = Quantity | integer
    # Four prices are tenths of a penny.
    unit_price = UnitPrice | money rounded
    """,
    "invoices": """
    kind invoices
    source online_retail
    file rows = "." by InvoiceNo
    \(customer)
    key InvoiceNo
    \(salesAlone)
    first
    customer_id = customer | reference customers
    kind = "invoice"
    number = InvoiceNo
    booked_at = InvoiceDate | date
    amount = InvoiceNo | sum rows Quantity * UnitPrice | money rounded
    outstanding = "0" | money
    currency = "GBP"
    """,
    // Credit notes name no invoice, so they are entries of the account and not returns of an order's lines.
    "ledger_entries": """
    kind ledger_entries
    source online_retail
    file rows = "." by InvoiceNo
    \(customer)
    key InvoiceNo
    skip when InvoiceNo is like "5*" because "no credit note and no entry of the books"
    first
    customer_id = customer | reference customers
    kind = InvoiceNo | map "A563185" = "correction", "A563186" = "correction", "A563187" = "correction", else "credit"
    number = InvoiceNo
    booked_at = InvoiceDate | date
    amount = InvoiceNo | sum rows Quantity * UnitPrice | money
    outstanding = "0" | money
    currency = "GBP"
    """,
    // The set tells of no payments: each document is taken as settled on its day, so that nobody owes anything.
    "payments": """
    kind payments
    source online_retail
    file rows = "." by InvoiceNo
    \(customer)
    key InvoiceNo
    let stock = InvoiceNo, Quantity | join " "
    skip when stock is like "5* -*" because "a correction of stock"
    first
    customer_id = customer | reference customers
    kind = "payment"
    number = InvoiceNo
    booked_at = InvoiceDate | date
    amount = InvoiceNo | sum rows Quantity * UnitPrice | money rounded | negate
    currency = "GBP"
    """,
  ]

  /// The number of the customer, or the name of the collective one of the country.
  private static let customer = """
    let number = CustomerID | whole
    let collective = "Sales without a customer number,", Country | join " "
    let customer = number | default collective
    """

  /// Leaves out what is neither an order nor a line of one, each with its reason.
  private static let salesAlone = """
    skip when InvoiceNo is like "C*" because "a credit note"
    skip when InvoiceNo is like "A*" because "an entry of the books"
    skip when Quantity is like "-*" because "a correction of stock"
    """

  private static let countries = #""EIRE" = "Ireland", "RSA" = "South Africa", "USA" = "United States""#
}
