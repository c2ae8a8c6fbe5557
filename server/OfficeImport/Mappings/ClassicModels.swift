extension Mapping {
  /// The sample of a wholesaler of scale models: offices are territories, employees reps, and an invoice stands for each
  /// order that was shipped, because the set has payments but no invoices.
  static let classicModels: [String: String] = [
    "territories": """
    kind territories
    source classicmodels
    key officeCode
    name = city | trim
    code = officeCode
    """,
    "reps": """
    kind reps
    source classicmodels
    key employeeNumber
    name = firstName, lastName | join " "
    code = employeeNumber
    title = jobTitle | trim
    email = email | trim
    phone = extension | trim
    role = jobTitle | map "Sales Rep" = "rep", "Sales Manager (APAC)" = "manager", "Sale Manager (EMEA)" = "manager",
      "Sales Manager (NA)" = "manager", "VP Sales" = "manager", else "office"
    territories = officeCode | reference territories
    """,
    "products": """
    kind products
    source classicmodels
    key productCode
    sku = productCode
    name = productName | trim
    unit_price = MSRP | money
    currency = "USD"
    product_group = productLine | trim
    brand = productVendor | trim
    description = productDescription | trim
    unit = "each"
    stock_quantity = quantityInStock | integer
    """,
    "customers": """
    kind customers
    source classicmodels
    key customerNumber
    file employees = "employees.csv" by employeeNumber
    # A customer belongs to the office of its rep; without one, to the office of its country.
    let office_of_rep = salesRepEmployeeNumber | lookup employees officeCode
    let office_of_country = country | trim | map "USA" = "1", "Japan" = "5", "Hong Kong" = "6", "Singapore" = "6",
      "Australia" = "6", "New Zealand" = "6", "Philippines" = "6", "UK" = "7", "Ireland" = "7", else "4"
    territory_id = office_of_rep | default office_of_country | reference territories
    code = customerNumber
    name = customerName | trim
    owner_rep_id = salesRepEmployeeNumber | reference reps
    phone = phone | trim
    street = addressLine1, addressLine2 | join ", "
    city = city | trim
    region = state | trim
    postal_code = postalCode | trim
    country = country | trim
    credit_limit = creditLimit | money
    currency = "USD"
    status = salesRepEmployeeNumber | map else "active" | default "lead"
    """,
    "contacts": """
    kind contacts
    source classicmodels
    key customerNumber
    customer_id = customerNumber | reference customers
    name = contactFirstName, contactLastName | join " "
    phone = phone | trim
    is_primary = "1" | integer
    code = customerNumber
    """,
    "orders": """
    kind orders
    source classicmodels
    key orderNumber
    file customers = "customers.csv" by customerNumber
    customer_id = customerNumber | reference customers
    rep_id = customerNumber | lookup customers salesRepEmployeeNumber | reference reps
    number = orderNumber
    status = status | map "Shipped" = "invoiced", "Resolved" = "invoiced", "Disputed" = "invoiced",
      "In Process" = "confirmed", "On Hold" = "on_hold", "Cancelled" = "cancelled"
    currency = "USD"
    placed_at = orderDate | date
    expected_at = requiredDate | date
    memo = comments | trim
    """,
    "order_lines": """
    kind order_lines
    source classicmodels
    key orderNumber, orderLineNumber
    file products = "products.csv" by productCode
    order_id = orderNumber | reference orders
    line_number = orderLineNumber | integer
    product_id = productCode | reference products
    sku = productCode
    description = productCode | lookup products productName | trim
    quantity = quantityOrdered | integer
    unit_price = priceEach | money
    """,
    "invoices": """
    kind invoices
    source classicmodels
    key orderNumber
    file lines = "orderdetails.csv" by orderNumber
    skip when status is "Cancelled" because "a cancelled order has no invoice"
    skip when status is "In Process" because "the order is not shipped yet"
    skip when status is "On Hold" because "the order is not shipped yet"
    customer_id = customerNumber | reference customers
    kind = "invoice"
    number = orderNumber
    booked_at = shippedDate | default orderDate | date
    amount = orderNumber | sum lines quantityOrdered * priceEach | money
    currency = "USD"
    """,
    "payments": """
    kind payments
    source classicmodels
    key customerNumber, checkNumber
    customer_id = customerNumber | reference customers
    kind = "payment"
    number = checkNumber
    booked_at = paymentDate | date
    amount = amount | money | negate
    currency = "USD"
    """,
  ]
}
