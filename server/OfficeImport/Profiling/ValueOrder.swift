/// Compares values by what they are worth.
enum ValueOrder {
  static func isLess(_ left: String, _ right: String, _ form: ValueForm) -> Bool {
    guard let a = worth(of: left, form), let b = worth(of: right, form) else { return left < right }
    return a < b
  }

  /// A number to compare by; nil for texts. It may be rounded: nothing is reckoned with it.
  static func worth(of text: String, _ form: ValueForm) -> Double? {
    switch form {
    case .whole: ExactDecimal(text.trimmed).map(number)
    case .decimal(_, let form): ExactDecimal(text.trimmed, in: form).map(number)
    case .date(let patterns):
      (patterns.first.flatMap { $0 }.flatMap { DateFormat($0)?.milliseconds(text.trimmed) }
        ?? DateFormat.isoMilliseconds(text.trimmed)).map(Double.init)
    case .boolean, .text: nil
    }
  }

  private static func number(_ decimal: ExactDecimal) -> Double {
    (0..<decimal.scale).reduce(Double(decimal.units)) { number, _ in number / 10 }
  }
}
