/// Leases, and prices that have changed since an order was taken.
extension Setting {
  static let leases = [leaseHours, leaseGraceHours, leaseSharePoints, priceHonourDays, priceLateRule]

  public static let leaseHours = Setting(
    "lease.hours", 72, in: 1...8760, meaning: "Hours for which a lease is granted.")
  public static let leaseGraceHours = Setting(
    "lease.grace_hours", 24, in: 0...8760,
    meaning: "Hours after its end for which a lease waits for orders that were taken in time.")
  public static let leaseSharePoints = Setting(
    "lease.share_points", 5000, in: 1...10_000,
    meaning: "The most of what is free that one lease gets, in basis points.")
  public static let priceHonourDays = Setting(
    "price.honour_days", 14, in: 0...3650,
    meaning: "Days for which prices count that a replica knew at its last sync, though the office has changed them.")
  public static let priceLateRule = Setting(
    "price.late_rule", 2, in: 0...2,
    meaning: "What becomes of an order at prices that are older: 0 they count all the same, 1 today's, 2 it is held.")
}
