/// What care is due.
public struct CareList: Sendable {
  /// What is due of one kind, what was due first in front.
  public struct Section: Sendable {
    public var kind: CareKind
    public var items: [Record]
    /// How many there are, of which `items` may be the first.
    public var total: Int

    /// - Parameter rows: with the total in each, as `CareQueries` answers.
    init(kind: CareKind, rows: [Record]) {
      self.kind = kind
      items = rows.map { $0.removing("total") }
      total = rows.first?.integer("total").map { Int(clamping: $0) } ?? 0
    }

    func prefix(_ count: Int) -> Section {
      var section = self
      section.items = Array(items.prefix(max(0, count)))
      return section
    }

    /// How many are not among `items`.
    public var left: Int { total - items.count }
  }

  public var sections: [Section]

  /// The items of all kinds, one kind after the other.
  public var items: [Record] { sections.flatMap(\.items) }
}
