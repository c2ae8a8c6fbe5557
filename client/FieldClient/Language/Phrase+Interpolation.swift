import FieldSales

extension Phrase: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) {
    self.init(pieces: [.literal(text)])
  }

  public init(stringInterpolation: Interpolation) {
    self.init(pieces: stringInterpolation.pieces)
  }

  /// Keeps values apart from the text around them.
  public struct Interpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { pieces.append(.literal(text)) }
    }

    public mutating func appendInterpolation<Value>(_ value: Value) { pieces.append(.value("\(value)")) }

    public mutating func appendInterpolation(_ phrase: Phrase) { pieces.append(.phrase(phrase)) }

    public mutating func appendInterpolation(_ amount: Amount) { pieces.append(.amount(amount)) }

    /// A value, or what is said where there is none.
    public mutating func appendInterpolation(_ value: String?, or fallback: Phrase) {
      pieces.append(value.map { .value($0) } ?? .phrase(fallback))
    }

    /// One of the words that columns hold, such as the state of an order.
    /// - Parameter column: tells which is meant of two meanings of a word.
    public mutating func appendInterpolation(word: String, of column: String? = nil) {
      pieces.append(.word(word, column: column))
    }
  }
}
