/// What analysis takes for its bounds.
extension Setting {
  static let analysis = [
    analysisWindowDays, classAPoints, classBPoints, dormantDays, lostDays, recoveredDays, rhythmPurchasesMin,
    rhythmBehindPoints, rhythmRiskPoints, rhythmWindowDays, associationOrdersMin, associationConfidencePoints,
    forecastHeldOutMonths, forecastMonths, territoryTolerancePoints,
  ]

  public static let analysisWindowDays = Setting(
    "analysis.window_days", 365, in: 7...3650, meaning: "Days back over which reports count when no period is named.")
  public static let classAPoints = Setting(
    "analysis.class_a_points", 8000, in: 1...9999,
    meaning: "Part of all sales that the A customers bring together, in basis points.")
  public static let classBPoints = Setting(
    "analysis.class_b_points", 9500, in: 2...10_000,
    meaning: "Part of all sales that A and B customers bring together, in basis points.")
  public static let dormantDays = Setting(
    "lifecycle.dormant_days", 180, in: 1...3650, meaning: "Days without a purchase after which a customer is dormant.")
  public static let lostDays = Setting(
    "lifecycle.lost_days", 365, in: 2...7300, meaning: "Days without a purchase after which a customer is lost.")
  public static let recoveredDays = Setting(
    "lifecycle.recovered_days", 90, in: 1...3650,
    meaning: "Days for which one who buys again after having been dormant or lost counts as recovered.")
  public static let rhythmPurchasesMin = Setting(
    "rhythm.purchases_min", 3, in: 2...1000, meaning: "Days with purchases from which a customer has a rhythm.")
  public static let rhythmBehindPoints = Setting(
    "rhythm.behind_points", 15_000, in: 10_000...1_000_000,
    meaning: "How long without a purchase is behind the rhythm, in basis points of the customer's usual interval.")
  public static let rhythmRiskPoints = Setting(
    "rhythm.risk_points", 20_000, in: 10_000...1_000_000,
    meaning: "How long without a purchase is a risk of losing the customer, in basis points of the usual interval.")
  public static let rhythmWindowDays = Setting(
    "rhythm.window_days", 730, in: 30...7300, meaning: "Days back over which a customer's rhythm is measured.")
  public static let associationOrdersMin = Setting(
    "association.orders_min", 10, in: 1...1_000_000, meaning: "Orders that two products must share to count as a pair.")
  public static let associationConfidencePoints = Setting(
    "association.confidence_points", 200, in: 0...10_000,
    meaning: "Confidence from which a pair of products is listed, in basis points.")
  public static let forecastHeldOutMonths = Setting(
    "forecast.held_out_months", 6, in: 1...24,
    meaning: "Last months that are forecast from those before, to tell the error."
  )
  public static let forecastMonths = Setting(
    "forecast.months", 3, in: 1...24, meaning: "Months ahead that are forecast.")
  public static let territoryTolerancePoints = Setting(
    "territory.tolerance_points", 500, in: 0...10_000,
    meaning: "How far apart balanced territories may be, in basis points of their mean.")
}
