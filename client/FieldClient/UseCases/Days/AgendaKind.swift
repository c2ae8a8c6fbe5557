/// What a line of the day's page is about, in the order of what matters.
public enum AgendaKind: String, CaseIterable, Hashable, Sendable {
  /// Changes that the server rejected wait for a person.
  case rejected
  case complaint
  case lead
  case visit
  case appointment
  case task
  case nextStep = "next_step"
  case heldOrder = "held_order"
  case overdue
  case quote
  case decision
  case thanks
  case satisfaction
  case birthday
  /// What a threshold of points or purchases promised.
  case gift
  case replacement
  case crossSell = "cross_sell"
  case referral
  case visitRhythm = "visit_rhythm"
}
