import ChangeModel

/// What a report found: its figures, and how each is reckoned.
public struct Report: Sendable {
  /// A further table, such as the sums of the classes.
  public struct Part: Sendable {
    public var name: String
    public var rows: [Record]
  }

  /// What was counted: `from`, `until`, `currency`, `territory`, `rep`, as far as the report has them.
  public var scope: Record
  public var rows: [Record]
  public var parts: [Part] = []
  public var definitions: [Definition] = []
  /// What was left out, and how to see it.
  public var notes: [Phrase] = []

  init(_ span: ReportSpan, rows: [Record], parts: [Part] = [], definitions: [Definition], notes: [Phrase] = []) {
    scope = span.record
    self.rows = rows
    self.parts = parts
    self.definitions = definitions
    self.notes = notes
  }

  /// The rows of a further table; none when there is no such.
  public func part(_ name: String) -> [Record] { parts.first { $0.name == name }?.rows ?? [] }
}
