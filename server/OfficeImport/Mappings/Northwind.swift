extension Mapping {
  /// The sample of a food wholesaler: regions are territories; a customer belongs to the rep who took most of its orders,
  /// and to that rep's region, because the set names neither.
  static let northwind: [String: String] = [
    "territories": """
    kind territories
    source northwind
    key RegionID
    name = RegionDescription | trim
    code = RegionID
    """,
    "reps": """
    kind reps
    source northwind
    key EmployeeID
    file places = "employee_territories.csv" by EmployeeID
    file areas = "territories.csv" by TerritoryID
    let area = EmployeeID | usual places TerritoryID
    let calling_code = Country | map "USA" = "1", "UK" = "44", else ""
    name = FirstName, LastName | join " "
    code = EmployeeID
    title = Title | trim
    phone = HomePhone | phone calling_code
    role = Title | map "Vice President, Sales" = "manager", "Sales Manager" = "manager",
      "Inside Sales Coordinator" = "office", else "rep"
    territories = area | lookup areas RegionID | reference territories
    """,
    "products": """
    kind products
    source northwind
    key ProductID
    file categories = "categories.csv" by CategoryID
    file suppliers = "suppliers.csv" by SupplierID
    sku = ProductID
    name = ProductName | spaces
    unit_price = UnitPrice | money
    currency = "USD"
    product_group = CategoryID | lookup categories CategoryName | trim
    brand = SupplierID | lookup suppliers CompanyName | spaces
    description = CategoryID | lookup categories Description | spaces
    unit = QuantityPerUnit | spaces
    stock_quantity = UnitsInStock | integer
    active = Discontinued | map "0" = "1", "1" = "0" | integer
    """,
    "customers": """
    kind customers
    source northwind
    key CustomerID
    file orders = "orders.csv" by CustomerID
    file places = "employee_territories.csv" by EmployeeID
    file areas = "territories.csv" by TerritoryID
    skip when Address is empty because "the row's columns are shifted, and it has no address"
    let rep = CustomerID | usual orders EmployeeID
    let area = rep | usual places TerritoryID
    # Two customers have never ordered: nobody has them yet, so they go to the first region.
    territory_id = area | lookup areas RegionID | default "1" | reference territories
    owner_rep_id = rep | reference reps
    code = CustomerID
    name = CompanyName | name
    phone = Phone | spaces
    street = Address | address
    city = City | spaces
    region = Region | spaces
    postal_code = PostalCode | spaces
    country = Country | spaces
    currency = "USD"
    status = rep | map else "active" | default "lead"
    """,
    "contacts": """
    kind contacts
    source northwind
    key CustomerID
    skip when Address is empty because "the row's columns are shifted, and it has no address"
    customer_id = CustomerID | reference customers
    name = ContactName | name
    role = ContactTitle | spaces
    phone = Phone | spaces
    is_primary = "1" | integer
    code = CustomerID
    """,
    "orders": """
    kind orders
    source northwind
    key OrderID
    total freight = Freight
    customer_id = CustomerID | reference customers
    rep_id = EmployeeID | reference reps
    number = OrderID
    status = ShippedDate | map else "invoiced" | default "confirmed"
    currency = "USD"
    placed_at = OrderDate | date
    expected_at = RequiredDate | date
    """,
    "order_lines": """
    kind order_lines
    source northwind
    key OrderID, ProductID
    file products = "products.csv" by ProductID
    number line by OrderID
    total gross = UnitPrice * Quantity
    # Before rounding; gross less this is the publisher's net.
    total discount = UnitPrice * Quantity * Discount
    order_id = OrderID | reference orders
    line_number = line | integer
    product_id = ProductID | reference products
    sku = ProductID
    description = ProductID | lookup products ProductName | spaces
    quantity = Quantity | integer
    unit_price = UnitPrice | money
    discount = Discount | decimal 4
    """,
  ]
}
