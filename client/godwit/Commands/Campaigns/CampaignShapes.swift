import FieldClient

/// How campaigns are shown.
enum CampaignShapes {
  static let list = [
    Field("CAMPAIGN", "name"), Field("KIND", "kind"), Field("FROM", "starts_at", .date),
    Field("UNTIL", "ends_at", .date), Field("RESPONSES", "response_count", .number),
    Field("COST", "cost", .money(currency: "currency")), Field("REVENUE", "revenue", .money(currency: "currency")),
    Field("RETURN", "return_points", .basisPoints), Field("ID", "id", .shortID),
  ]
  static let card = [
    Field("campaign", "name"), Field("id", "id", .id), Field("kind", "kind"), Field("goal", "goal"),
    Field("from", "starts_at", .date), Field("until", "ends_at", .date),
    Field("budget", "budget", .money(currency: "currency")), Field("cost", "cost", .money(currency: "currency")),
    Field("revenue", "revenue", .money(currency: "currency")), Field("return", "return_points", .basisPoints),
    Field("for segment", "target_segment"), Field("for grade", "target_grade"), Field("for status", "target_status"),
    Field("for tag", "target_tag"), Field("notes", "notes"),
  ]
  static let responses = [Field("RESPONSE", "response"), Field("COUNT", "count", .number)]
  static let response = [
    Field("campaign", "campaign"), Field("id", "id", .id), Field("customer", "customer"),
    Field("response", "response"), Field("when", "responded_at", .moment), Field("order", "order_number"),
    Field("note", "note"),
  ]
}

extension Printer {
  func show(_ card: CampaignBook.Card) {
    guard !isJSON else { return document(JSON(card.campaign).adding(("responses", JSON(card.responses)))) }
    self.card(card.campaign, CampaignShapes.card)
    section("Responses", card.responses, CampaignShapes.responses)
  }
}
