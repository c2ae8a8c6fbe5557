/// The page that a rep wants in the morning.
public struct Agenda: Sendable {
  /// Lines of one kind, the most pressing first.
  public struct Section: Sendable {
    public var kind: AgendaKind
    public var items: [Record]
    /// How many there are, of which `items` may be the first.
    public var total: Int
  }

  public var day: Day
  /// In the order of what matters; none is empty.
  public var sections: [Section]
}
