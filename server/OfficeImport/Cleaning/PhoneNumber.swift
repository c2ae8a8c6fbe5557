/// Telephone numbers in one form: `+`, the country's calling code, and digits without blanks (ITU-T E.164).
public enum PhoneNumber {
  private static let lengths = 7...15
  /// Countries that write the zero before the area code internationally, too.
  private static let keepsZero: Set<String> = ["39"]
  /// Countries that put another digit than 0 before a national number, if any.
  private static let trunks = ["1": "1", "7": "8", "36": "06"]

  /// The number in international form, with ` x` and digits for an extension.
  /// - Parameters:
  ///   - text: as somebody wrote it.
  ///   - callingCode: of numbers without one, such as `44`; empty when nobody knows.
  /// - Returns: the text as it stands, with single blanks, when it is no number that can be dialled from anywhere.
  public static func international(_ text: String, callingCode: String) -> String {
    let plain = TextForm.spaced(text)
    let (body, extra) = parts(plain)
    guard let number = number(body, callingCode: callingCode.filter(\.isASCIIDigit)) else { return plain }
    return extra.isEmpty ? "+" + number : "+" + number + " x" + extra
  }

  private static func number(_ body: String, callingCode: String) -> String? {
    let isInternational = body.hasPrefix("+")
    // In +44 (0)20 the zero is for callers in the country.
    let text = isInternational ? body.replacing("(0)", with: "") : body
    guard !text.contains(where: { !$0.isASCIIDigit && !" ()-./+".contains($0) }) else { return nil }
    var digits = text.filter(\.isASCIIDigit)
    if isInternational {
      return lengths.contains(digits.count) ? digits : nil
    }
    if digits.hasPrefix("00") {
      digits.removeFirst(2)
      return lengths.contains(digits.count) ? digits : nil
    }
    guard !callingCode.isEmpty, digits.count >= 6 else { return nil }
    let trunk = trunks[callingCode] ?? "0"
    if digits.hasPrefix(trunk), !keepsZero.contains(callingCode), digits.count > 7 {
      digits.removeFirst(trunk.count)
    }
    let number = callingCode + digits
    return lengths.contains(number.count) ? number : nil
  }

  /// The number and its extension.
  private static func parts(_ text: String) -> (String, String) {
    let lower = text.lowercased()
    for mark in ["extension", "ext.", "ext", "x", "#"] {
      guard let range = lower.firstRange(of: mark) else { continue }
      let extra = lower[range.upperBound...].filter { !" .:".contains($0) }
      guard (1...6).contains(extra.count), extra.allSatisfy(\.isASCIIDigit) else { continue }
      return (String(lower[..<range.lowerBound]).trimmed, extra)
    }
    return (text, "")
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}
