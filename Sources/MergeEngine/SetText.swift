import ChangeModel

/// The text form of a `set` column: a JSON array of strings, ascending, each once.
public enum SetText {
  /// The elements in any JSON array of strings, numbers and literals, ascending, each once; nil for other text.
  ///
  /// NULL and empty text are the empty set.
  public static func parse(_ text: String?) -> [String]? {
    guard let text, !text.isEmpty else { return [] }
    var reader = JSONArrayReader(text)
    return reader.elements().map(sorted)
  }

  /// The canonical text of a set; the elements may come in any order and more than once.
  public static func write(_ elements: [String]) -> String {
    "[" + sorted(elements).map(JSONText.string).joined(separator: ",") + "]"
  }

  static func sorted(_ elements: [String]) -> [String] {
    var result = [String]()
    for element in elements.sorted(by: precedes) where !ExactText.same(result.last, element) { result.append(element) }
    return result
  }

  /// Byte order, so that both sides agree whatever their Unicode tables say.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

/// JSON (RFC 8259) as the engine writes it: no white space, only what must be escaped is.
enum JSONText {
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Reads one flat JSON array.
private struct JSONArrayReader {
  private let scalars: [Unicode.Scalar]
  private var next = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func elements() -> [String]? {
    guard take("[") else { return nil }
    var result = [String]()
    if take("]") { return atEnd ? result : nil }
    repeat {
      guard let element = element() else { return nil }
      result.append(element)
    } while take(",")
    return take("]") && atEnd ? result : nil
  }

  private var atEnd: Bool {
    mutating get {
      skipSpace()
      return next == scalars.count
    }
  }

  private mutating func skipSpace() {
    while next < scalars.count, " \t\r\n".unicodeScalars.contains(scalars[next]) { next += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next < scalars.count, scalars[next] == scalar else { return false }
    next += 1
    return true
  }

  private mutating func element() -> String? {
    if take("\"") { return quoted() }
    var word = ""
    while next < scalars.count, Self.isPlain(scalars[next]) {
      word.unicodeScalars.append(scalars[next])
      next += 1
    }
    return word.isEmpty ? nil : word
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "+-.".unicodeScalars.contains(scalar)
  }

  private mutating func quoted() -> String? {
    var result = String.UnicodeScalarView()
    while next < scalars.count {
      let scalar = scalars[next]
      next += 1
      if scalar == "\"" { return String(result) }
      if scalar == "\\" {
        guard let escaped = escape() else { return nil }
        result.append(escaped)
      } else {
        result.append(scalar)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard next < scalars.count else { return nil }
    next += 1
    switch scalars[next - 1] {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return unicodeEscape()
    default: return nil
    }
  }

  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let first = hexadecimal() else { return nil }
    if let scalar = Unicode.Scalar(first) { return scalar }
    // A pair of surrogates stands for one scalar beyond the first 65,536.
    guard (0xD800...0xDBFF).contains(first), next + 1 < scalars.count, scalars[next] == "\\", scalars[next + 1] == "u"
    else { return nil }
    next += 2
    guard let second = hexadecimal(), (0xDC00...0xDFFF).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hexadecimal() -> UInt32? {
    guard next + 4 <= scalars.count else { return nil }
    var value: UInt32 = 0
    for scalar in scalars[next..<next + 4] {
      guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    next += 4
    return value
  }
}
