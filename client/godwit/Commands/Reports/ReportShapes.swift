import FieldClient

/// How reports on sales and on what is owed are shown.
enum ReportShapes {
  static let net = Field("SALES", "net", .money(currency: "currency"))
  static let share = Field("SHARE", "share", .basisPoints)
  static let customer = [Field("CODE", "customer_code"), Field("CUSTOMER", "customer")]
  static let customers = Field("CUSTOMERS", "customer_count", .number)

  static func sales(_ key: ReportBook.SalesKey) -> ReportShape {
    // Channels are words of a fixed list; the others are names.
    let name = Field("NAME", "name", key == .channel ? .word : .text)
    return ReportShape(
      title: "Sales",
      fields: [
        Field("CODE", "code"), name, Field("ORDERS", "order_count", .number), Field("LINES", "line_count", .number),
        customers, net, share,
      ],
      chart: .init(label: "name", value: net))
  }

  static let forecast = ReportShape(
    title: "Sales by month",
    fields: [
      Field("MONTH", "month"), net, Field("FORECAST", "forecast", .money(currency: "currency")),
      Field("FROM THE FUNNEL", "funnel", .money(currency: "currency")),
    ],
    parts: [
      PartShape(
        "Methods", "methods",
        [
          Field("METHOD", "method", .word), Field("ERROR", "error", .basisPoints),
          Field("MONTHS HELD OUT", "held_out_months", .number), Field("USED", "is_used", .yesNo),
        ]
      )
    ], chart: .init(label: "month", value: net))

  static let pipeline = ReportShape(
    title: "Closed opportunities",
    fields: [Field("NAME", "name")] + closed,
    parts: [
      PartShape("Together", "total", closed), PartShape("Passage", "stages", OpportunityShapes.passage),
    ], chart: .init(label: "name", value: Field("WON VALUE", "won_net", .money(currency: "currency"))))

  private static let closed = [
    Field("WON", "won", .number), Field("WON VALUE", "won_net", .money(currency: "currency")),
    Field("LOST DEALS", "lost", .number), Field("WIN RATE", "win_rate", .basisPoints), Field("DAYS", "days", .number),
  ]

  static let associations = ReportShape(
    title: "Sold together",
    fields: [
      Field("ARTICLE", "sku"), Field("WHO BUYS", "product"), Field("ARTICLE", "then_sku"),
      Field("ALSO BUYS", "then_product"), Field("ORDERS", "orders", .number), Field("SUPPORT", "support", .basisPoints),
      Field("CONFIDENCE", "confidence", .basisPoints), Field("LIFT", "lift", .hundredths),
    ])

  static let crossSell = ReportShape(
    title: "What to propose",
    fields: customer + [
      Field("REP", "rep"), Field("PHONE", "phone"), Field("ARTICLE", "sku"), Field("PROPOSE", "product"),
      Field("WITH", "with_product"), Field("CONFIDENCE", "confidence", .basisPoints),
      Field("LIFT", "lift", .hundredths),
    ])

  static let receivables = ReportShape(
    title: "Open invoices", fields: customer + [Field("REP", "rep"), Field("PHONE", "phone")] + ages,
    parts: [PartShape("Together", "total", [customers] + ages)],
    chart: .init(label: "customer", value: Field("OPEN", "open", .money(currency: "currency"))))

  private static let ages = [
    Field("OPEN", "open", .money(currency: "currency")), Field("OVERDUE", "overdue", .money(currency: "currency")),
    Field("TO 30 DAYS", "days_30", .money(currency: "currency")),
    Field("TO 60 DAYS", "days_60", .money(currency: "currency")),
    Field("TO 90 DAYS", "days_90", .money(currency: "currency")),
    Field("OLDER", "older", .money(currency: "currency")),
  ]

  static let overLimit = ReportShape(
    title: "Above the limit",
    fields: customer + [
      Field("REP", "rep"), Field("LIMIT", "credit_limit", .money(currency: "currency")),
      Field("BALANCE", "balance", .money(currency: "currency")),
      Field("OPEN ORDERS", "open_orders", .money(currency: "currency")),
      Field("ON HOLD", "held_orders", .money(currency: "currency")),
      Field("ABOVE BY", "over", .money(currency: "currency")),
    ], chart: .init(label: "customer", value: Field("ABOVE BY", "over", .money(currency: "currency"))))
}
