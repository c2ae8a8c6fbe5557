/// What the funnel takes for granted while an org has no history of its own.
extension Setting {
  static let funnel = [
    initialContactPoints, intentPoints, negotiationPoints, leadsPerDeal, conversionDealsMin, conversionWindowDays,
  ]

  public static let initialContactPoints = Setting(
    "funnel.initial_contact_points", 1000, in: 0...10_000,
    meaning: "Probability of a deal at the first contact, in basis points.")
  public static let intentPoints = Setting(
    "funnel.intent_points", 3000, in: 0...10_000,
    meaning: "Probability of a deal once the customer intends to buy, in basis points.")
  public static let negotiationPoints = Setting(
    "funnel.negotiation_points", 6000, in: 0...10_000,
    meaning: "Probability of a deal in negotiation, in basis points.")
  public static let leadsPerDeal = Setting(
    "funnel.leads_per_deal", 5, in: 1...1000, meaning: "Leads that one deal takes, while there is no history.")
  public static let conversionDealsMin = Setting(
    "funnel.conversion_deals_min", 5, in: 1...1000,
    meaning: "Deals from which the org's own conversion is believed.")
  public static let conversionWindowDays = Setting(
    "funnel.window_days", 180, in: 7...3650, meaning: "Days back over which conversion and days per stage are measured."
  )
}
