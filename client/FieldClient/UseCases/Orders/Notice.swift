import ChangeModel

/// Something that the person who takes an order should know now, with what to do about it.
public struct Notice: Hashable, Sendable {
  public enum Topic: String, Hashable, Sendable {
    case credit, overdue, stock, price, validity, lease
  }

  public var topic: Topic
  /// Whether something has to be done or said; otherwise it is good to know.
  public var isWarning: Bool
  public var text: Phrase

  /// One row for programs, in English.
  public var record: Record {
    Record(
      columns: ["topic", "is_warning", "text"],
      values: [.text(topic.rawValue), .integer(isWarning ? 1 : 0), .text(text.english)])
  }
}
