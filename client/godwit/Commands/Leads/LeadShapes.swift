/// How leads are shown.
enum LeadShapes {
  static let list = [
    Field("LEVEL", "level"), Field("CONTACT DUE", "due_at", .moment), Field("CUSTOMER", "customer"),
    Field("INTEREST", "interest"), Field("SHOWED", "signal"), Field("VALUE", "value", .money(currency: "currency")),
    Field("REP", "rep"), Field("PHONE", "phone"), Field("ID", "id", .shortID),
  ]
  static let ofCustomer = list.filter { $0.column != "customer" && $0.column != "phone" }
  static let card = [
    Field("customer", "customer"), Field("id", "id", .id), Field("status", "status"), Field("level", "level"),
    Field("showed", "signal"), Field("judged", "judged_at", .moment), Field("contact due", "due_at", .moment),
    Field("every (days)", "days", .number), Field("last contact", "last_contact_at", .moment),
    Field("interest", "interest"), Field("product", "product"), Field("value", "value", .money(currency: "currency")),
    Field("buys about", "expected_at", .moment), Field("person", "contact"), Field("phone", "phone"),
    Field("rep", "rep"), Field("source", "source"), Field("campaign", "campaign"),
    Field("opened", "opened_at", .moment), Field("closed", "closed_at", .moment), Field("lost because", "lost_reason"),
    Field("notes", "notes"),
  ]
  static let judgements = [
    Field("WHEN", "judged_at", .moment), Field("FROM", "level_before"), Field("TO", "level"),
    Field("SHOWED", "signal"), Field("REP", "rep"), Field("NOTE", "note"),
  ]
}
