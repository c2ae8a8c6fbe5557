/// What a customer is by recency, frequency and money, each in fifths with 5 as the best.
///
/// The fifths are those of A. M. Hughes, "Strategic Database Marketing" (1994); the names of the segments are common in
/// the trade, and their bounds are written here.
public enum RFMSegment: String, CaseIterable, Hashable, Sendable {
  /// Bought just now, often and much.
  case champion
  /// Buys often, not long ago.
  case loyal
  /// Bought just now, and has not bought often yet.
  case promising
  /// Neither here nor there.
  case middling
  /// Used to buy often or much, and has not for long.
  case slipping
  /// Bought little, long ago.
  case faded

  public init(recency: Int64, frequency: Int64, money: Int64) {
    let worth = frequency + money
    switch recency {
    case 4...: self = worth >= 8 ? .champion : frequency >= 3 ? .loyal : .promising
    case 3: self = frequency >= 4 ? .loyal : .middling
    default: self = worth >= 7 ? .slipping : recency == 2 && worth >= 5 ? .middling : .faded
    }
  }
}
