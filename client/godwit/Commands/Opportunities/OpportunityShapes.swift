/// How opportunities and the funnel are shown.
enum OpportunityShapes {
  static let list = [
    Field("STAGE", "stage"), Field("OPPORTUNITY", "name"), Field("CUSTOMER", "customer"),
    Field("VALUE", "value", .money(currency: "currency")), Field("CHANCE", "chance", .basisPoints),
    Field("DECISION", "expected_close_at", .moment), Field("COMPETITOR", "competitor"), Field("REP", "rep"),
    Field("ID", "id", .shortID),
  ]
  static let ofCustomer = list.filter { $0.column != "customer" }
  static let card = [
    Field("opportunity", "name"), Field("id", "id", .id), Field("customer", "customer"), Field("person", "contact"),
    Field("stage", "stage"), Field("value", "value", .money(currency: "currency")),
    Field("chance", "chance", .basisPoints), Field("weighted", "weighted", .money(currency: "currency")),
    Field("decision expected", "expected_close_at", .moment), Field("competitor", "competitor"),
    Field("campaign", "campaign"), Field("order", "order_number"), Field("rep", "rep"),
    Field("opened", "opened_at", .moment), Field("closed", "closed_at", .moment), Field("lost because", "lost_reason"),
    Field("notes", "notes"),
  ]
  static let steps = [
    Field("ENTERED", "entered_at", .moment), Field("FROM", "stage_before"), Field("TO", "stage"), Field("REP", "rep"),
  ]
  static let stages = [
    Field("STAGE", "stage"), Field("COUNT", "count", .number), Field("VALUE", "value", .money(currency: "currency")),
    Field("WEIGHTED", "weighted", .money(currency: "currency")),
  ]
  static let passage = [
    Field("STAGE", "stage"), Field("ENTERED", "entered", .number), Field("WENT ON", "went_on", .number),
    Field("LOST", "lost", .number), Field("CONVERSION", "conversion", .basisPoints), Field("DAYS", "days", .number),
  ]
  static let months = [
    Field("MONTH", "month"), Field("COUNT", "count", .number),
    Field("WEIGHTED", "weighted", .money(currency: "currency")),
  ]
}
