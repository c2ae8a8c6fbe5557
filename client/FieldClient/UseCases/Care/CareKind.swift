/// What one does for a customer without being asked.
public enum CareKind: String, CaseIterable, Hashable, Sendable {
  case thanks
  case satisfaction
  case crossSell = "cross_sell"
  case referral
  case birthday
  case replacement
}
