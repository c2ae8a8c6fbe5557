/// A form into which texts are brought on their way in.
public enum TextForm: String, Hashable, Sendable {
  /// One blank between words, none at the ends; full-width letters and digits as plain ones.
  case spaces
  /// A name of a person or company: as `spaces`, and not all in capitals or small letters.
  case name
  /// A street or town: as `spaces`, with commas set right.
  case address
  /// Text that was read in the wrong encoding on its way, put right.
  case repair

  public func applied(to text: String) -> String {
    switch self {
    case .spaces: Self.spaced(text)
    case .name: NameForm.applied(to: Self.spaced(text))
    case .address: Self.address(Self.spaced(text))
    case .repair: Misreading.original(of: text) ?? text
    }
  }

  static func spaced(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isAfterBlank = true
    for scalar in text.unicodeScalars.map(narrow) {
      let isBlank = scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
      if isBlank {
        if !isAfterBlank { result.append(" ") }
      } else {
        result.append(scalar)
      }
      isAfterBlank = isBlank
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }

  /// Chinese and Japanese keyboards also have letters, digits and signs that are as wide as an ideograph.
  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  private static func address(_ text: String) -> String {
    let parts = text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    return parts.joined(separator: ", ")
  }
}
