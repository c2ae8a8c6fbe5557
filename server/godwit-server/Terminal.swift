import Foundation

/// What a command says: data on standard output, everything else on standard error.
enum Terminal {
  /// Writes a line to standard error.
  static func say(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }

  /// Writes a line to standard output at once, whatever it is connected to.
  static func print(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// A line in which names and values that people wrote can neither drive the terminal nor look like another line.
  static func harmless(_ line: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      let isHarmful = [.control, .format, .lineSeparator, .paragraphSeparator].contains(
        scalar.properties.generalCategory)
      // Joiners are parts of emoji and of words.
      result.append(isHarmful && scalar != "\u{200D}" && scalar != "\u{200C}" ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// Writes one JSON document to standard output.
  static func print(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// A time as people of all countries read it, in UTC.
  /// - Parameter milliseconds: since 1970 UTC.
  static func time(_ milliseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
  }
}
