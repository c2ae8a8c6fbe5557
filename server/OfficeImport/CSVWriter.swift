import ChangeModel

/// Writes CSV (RFC 4180) lines that end with LF.
public enum CSVWriter {
  /// The fields as one line; nil is an empty field, the empty text one in quotation marks.
  public static func line(_ fields: [String?]) -> String {
    fields.map { $0.map(field) ?? "" }.joined(separator: ",") + "\n"
  }

  private static func field(_ text: String) -> String {
    let mustQuote =
      text.isEmpty || text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      || text.first?.isWhitespace == true || text.last?.isWhitespace == true
    if !mustQuote { return text }
    // By scalars: a quotation mark with a combining mark is another character, but still a quotation mark to a reader.
    var quoted = String.UnicodeScalarView(["\""])
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    return String(quoted) + "\""
  }

  /// A stored value as a field: numbers as they are, references and blobs as hexadecimal digits, NULL as nil.
  public static func text(of value: Value) -> String? {
    switch value {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): "\(number)"
    case .text(let text): text
    case .blob(let bytes): RowID(bytes)?.description ?? bytes.hexadecimal
    case .reference(let reference): reference.id?.description
    }
  }
}
