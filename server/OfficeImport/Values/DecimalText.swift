/// Writes a binary number with the fewest decimal digits that mean it, never with an exponent.
enum DecimalText {
  static func of(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    let text = "\(number)"
    guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }),
      let exponent = Int(text[text.index(after: mark)...]), abs(exponent) < 400
    else { return text.hasSuffix(".0") ? String(text.dropLast(2)) : text }
    let digits = text[..<mark].filter(\.isNumber)
    let whole = text[..<mark].prefix { $0 != "." }.filter(\.isNumber).count
    let point = whole + exponent
    let sign = number < 0 ? "-" : ""
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }
}
