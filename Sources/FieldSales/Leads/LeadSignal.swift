/// What a lead shows at a contact, weakest first.
public enum LeadSignal: String, CaseIterable, Hashable, Sendable {
  case none
  /// They listen and ask.
  case interest
  /// They say that they mean to buy.
  case intention
  /// They compare offers.
  case comparing
  case askingPrice = "asking_price"
  case negotiating
  case deposit

  /// The level to which a person who knows nothing else would put the lead.
  public var level: LeadLevel {
    switch self {
    case .none, .interest: .later
    case .intention: .quarter
    case .comparing, .askingPrice: .month
    case .negotiating: .week
    case .deposit: .deposit
    }
  }
}
