import Foundation

/// The golden files; protocol/vectors/README.md has their form.
struct Vectors {
  struct File {
    /// The one-line fields: `payload`, `as`, `error`.
    var fields: [String: String] = [:]
    var bytes: [UInt8] = []
  }

  var messages: [File]
  var changeSets: [File]
  var deltas: [File]
  var invalid: [File]

  init(folder: String) throws {
    func files(_ name: String) throws -> [File] {
      let path = folder + "/" + name
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map {
        Self.parse(try String(contentsOfFile: path + "/" + $0, encoding: .utf8))
      }
    }
    messages = try files("messages")
    changeSets = try files("change-sets")
    deltas = try files("deltas")
    invalid = try files("invalid")
  }

  /// The invalid bytes for one decoder, by the name that the files give it.
  func invalid(as form: String) -> [[UInt8]] { invalid.filter { $0.fields["as"] == form }.map(\.bytes) }

  /// The payloads of messages, with their kind before each.
  var payloads: [[UInt8]] {
    messages.map { file in [file.bytes.count > 3 ? file.bytes[3] : 0] + Self.bytes(file.fields["payload"] ?? "") }
  }

  private static func parse(_ text: String) -> File {
    var file = File()
    var isInBytes = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  ") {
        if isInBytes { file.bytes += bytes(String(line)) }
        continue
      }
      isInBytes = line == "bytes:"
      guard let colon = line.firstIndex(of: ":") else { continue }
      file.fields[String(line[..<colon])] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return file
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
