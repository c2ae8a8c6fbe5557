/// Quotes and loyalty.
extension Setting {
  static let selling = [quoteValidDays, quoteNoticeDays, loyaltyAmountPerPoint, loyaltyWindowDays]

  public static let quoteValidDays = Setting(
    "quote.valid_days", 30, in: 1...3650, meaning: "Days for which the prices of a new quote are promised.")
  public static let quoteNoticeDays = Setting(
    "quote.notice_days", 5, in: 0...365,
    meaning: "Days before a quote runs out, and after, for which the day's page shows it.")
  public static let loyaltyAmountPerPoint = Setting(
    "loyalty.amount_per_point", 1000, in: 1...1_000_000_000,
    meaning: "Purchases that earn one point, in minor units of the customer's currency (1000 = 10.00).")
  public static let loyaltyWindowDays = Setting(
    "loyalty.window_days", 365, in: 1...3650, meaning: "Days back over which purchases count for a threshold.")
}
