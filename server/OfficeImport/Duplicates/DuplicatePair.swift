import ChangeModel

/// Two rows that may be one and the same customer or person, for somebody to decide.
public struct DuplicatePair: Hashable, Sendable, Codable {
  /// 0 to 100: how much speaks for it.
  public var score: Int
  public var left: Side
  public var right: Side
  /// What the two have in common.
  public var reasons: [String]

  public struct Side: Hashable, Sendable, Codable {
    public var id: String
    public var code: String
    public var name: String
    public var city: String
    public var phone: String

    init(_ card: PartyCard) {
      id = card.id.description
      code = card.code
      name = card.name
      city = card.city
      phone = card.phone
    }
  }
}
