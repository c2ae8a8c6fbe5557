/// How a figure of a report is reckoned; it stands beside the figure.
public struct Definition: Hashable, Sendable {
  /// The columns that it explains.
  public var figures: [String]
  public var meaning: Phrase
  /// Where the way of reckoning is published; nil where it is Godwit's own, or plain adding up.
  public var source: String?

  init(_ figures: String..., meaning: Phrase, source: String? = nil) {
    self.figures = figures
    self.meaning = meaning
    self.source = source
  }
}
