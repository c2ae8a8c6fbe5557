/// What the users of one world dwell on.
///
/// Were all worlds alike, things that are rare by themselves would hardly ever meet. So the users of one world fight over
/// two columns of one row, those of another move customers to and fro, and so on.
struct WorkFocus {
  /// Kinds of work that bear on each other.
  enum Theme: String, CaseIterable {
    /// Many write the same few cells, and take the same orders further.
    case duel
    /// Customers are deleted while others work on them.
    case family
    /// Customers change territories, with all that hangs on them.
    case roaming
    /// Orders are submitted near the credit limit.
    case credit
    /// Orders take each other's numbers and steps.
    case papers

    var kinds: [(WorkKind, Int)] {
      switch self {
      case .duel: [(.cell, 45), (.address, 10), (.checkIn, 14), (.visit, 6), (.order, 4), (.step, 10)]
      case .family: [(.deleteCustomer, 14), (.contact, 12), (.newCustomer, 8), (.cell, 8), (.deleteContact, 4)]
      case .roaming: [(.move, 14), (.contact, 10), (.cell, 6), (.deleteContact, 10), (.replacement, 6)]
      case .credit: [(.creditLimit, 12), (.order, 14), (.step, 8)]
      case .papers: [(.sameNumber, 16), (.step, 26), (.order, 12), (.line, 4), (.checkIn, 6)]
      }
    }
  }

  let themes: [Theme]
  /// The columns of customers that are edited by themselves; one that stands twice is edited twice as often.
  let columns: [String]
  /// How many of the first rows most work is about.
  let rows: Int
  /// How often a cell that may be empty is emptied, out of a thousand.
  let emptyPerMille: Int
  private let kinds: [WorkKind]

  /// What the users of all worlds do now and then.
  private static let allColumns = [
    "phone", "grade", "notes", "notes", "tags", "tags", "visit_count", "visit_count", "tax_id", "tax_id", "legal_name",
    "first_contact_at", "last_contact_at", "consent_phone", "credit_limit", "name",
  ]

  /// One of each is fought over: those in which the stamp alone decides, those that merge, and those with an order.
  private static let contested = [
    ["phone", "grade", "tax_id", "legal_name", "name"], ["tags", "notes", "visit_count"],
    ["first_contact_at", "consent_phone", "last_contact_at"],
  ]

  /// Draws one for a world: in every second a duel, and in each one theme more.
  init(seed: UInt64) {
    var dice = Dice(seed: seed, stream: "focus")
    let others = Theme.allCases.filter { $0 != .duel }.shuffled(using: &dice).prefix(1)
    let themes = (dice.happens(perMille: 500) ? [.duel] : []) + others
    var weights = WorkKind.allCases.map(\.weight)
    for (kind, weight) in themes.flatMap(\.kinds) { weights[kind.rawValue] += weight }
    kinds = zip(WorkKind.allCases, weights).flatMap { Array(repeating: $0, count: $1) }
    let isDuel = themes.contains(.duel)
    columns = isDuel ? Self.contested.compactMap { dice.pick($0) } : Self.allColumns
    rows = isDuel ? 1 : 3
    emptyPerMille = isDuel ? 300 : 150
    self.themes = themes
  }

  func kind(_ dice: inout Dice) -> WorkKind { dice.pick(kinds) ?? .cell }
}

extension WorkFocus: CustomStringConvertible {
  var description: String { themes.map(\.rawValue).joined(separator: ", ") }
}
