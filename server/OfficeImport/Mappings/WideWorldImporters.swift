extension Mapping {
  /// The sample of a wholesaler of novelty goods: sales territories of the states, invoices and payments from the
  /// customers' transactions.
  static let wideWorldImporters: [String: String] = [
    "territories": """
    kind territories
    source wwi
    key SalesTerritory
    distinct
    name = SalesTerritory
    code = SalesTerritory
    """,
    "reps": """
    kind reps
    source wwi
    key PersonID
    skip when IsSalesperson is not "true" because "the person is no salesperson"
    name = FullName | trim
    code = PersonID
    title = CustomFields | json Title
    email = EmailAddress | trim
    phone = PhoneNumber | trim
    role = CustomFields | json Title | map "Manager" = "manager", "General Manager" = "manager", else "rep"
    territories = CustomFields | json PrimarySalesTerritory | reference territories
    """,
    "products": """
    kind products
    source wwi
    key StockItemID
    file packages = "package_types.csv" by PackageTypeID
    file stock = "stock_item_holdings.csv" by StockItemID
    sku = StockItemID
    name = StockItemName | trim
    unit_price = UnitPrice | money
    currency = "USD"
    tax_rate = TaxRate | decimal 2
    brand = Brand | trim
    description = MarketingComments | trim
    unit = UnitPackageID | lookup packages PackageTypeName | trim | lower
    barcode = Barcode | trim
    stock_quantity = StockItemID | lookup stock QuantityOnHand | integer
    lead_time_days = LeadTimeDays | integer
    """,
    "customers": """
    kind customers
    source wwi
    key CustomerID
    file cities = "cities.csv.gz" by CityID
    file states = "state_provinces.csv" by StateProvinceID
    file categories = "customer_categories.csv" by CustomerCategoryID
    let state = DeliveryCityID | lookup cities StateProvinceID
    territory_id = state | lookup states SalesTerritory | reference territories
    code = CustomerID
    name = CustomerName | trim
    phone = PhoneNumber | trim
    website = WebsiteURL | trim
    street = DeliveryAddressLine1, DeliveryAddressLine2 | join ", "
    city = DeliveryCityID | lookup cities CityName
    region = state | lookup states StateProvinceName
    postal_code = DeliveryPostalCode | trim
    country = "United States"
    latitude = Latitude | decimal 6 rounded
    longitude = Longitude | decimal 6 rounded
    credit_limit = CreditLimit | money
    currency = "USD"
    payment_days = PaymentDays | integer
    bill_to_code = BillToCustomerID | unless CustomerID
    segment = CustomerCategoryID | lookup categories CustomerCategoryName
    status = "active"
    first_contact_at = AccountOpenedDate | date
    """,
    "contacts": """
    kind contacts
    source wwi
    key PersonID
    file primaries = "customers.csv" by PrimaryContactPersonID
    file alternates = "customers.csv" by AlternateContactPersonID
    let customer_of_primary = PersonID | find primaries CustomerID
    let customer_of_alternate = PersonID | find alternates CustomerID
    let customer = customer_of_primary | default customer_of_alternate
    skip when customer is empty because "the person is no customer's contact"
    customer_id = customer | reference customers
    name = FullName | trim
    phone = PhoneNumber | trim
    email = EmailAddress | trim
    is_primary = customer_of_primary | map else "1" | default "0" | integer
    code = PersonID
    """,
    "orders": """
    kind orders
    source wwi
    key OrderID
    customer_id = CustomerID | reference customers
    rep_id = SalespersonPersonID | reference reps
    contact_id = ContactPersonID | reference contacts
    number = OrderID
    # An order was invoiced when it had been picked; the others wait for goods.
    status = PickingCompletedWhen | map else "invoiced" | default "confirmed"
    currency = "USD"
    placed_at = OrderDate | date
    expected_at = ExpectedDeliveryDate | date
    customer_reference = CustomerPurchaseOrderNumber
    memo = Comments | trim
    backorder_number = BackorderOrderID
    """,
    "order_lines": """
    kind order_lines
    source wwi
    key OrderLineID
    order_id = OrderID | reference orders
    product_id = StockItemID | reference products
    sku = StockItemID
    description = Description | trim
    quantity = Quantity | integer
    unit_price = UnitPrice | money
    tax_rate = TaxRate | decimal 2
    picked_quantity = PickedQuantity | integer
    """,
    "ledger_entries": """
    kind ledger_entries
    source wwi
    key CustomerTransactionID
    customer_id = CustomerID | reference customers
    kind = TransactionTypeID | map "1" = "invoice", "2" = "credit", "3" = "payment", "4" = "correction"
    number = InvoiceID
    booked_at = TransactionDate | date
    amount = TransactionAmount | money
    tax = TaxAmount | money
    outstanding = OutstandingBalance | money
    currency = "USD"
    """,
  ]
}
