import ChangeModel
import Foundation

/// One golden file: a name, a sentence, bytes in hexadecimal, and the value in words.
struct VectorFile {
  var name: String
  var about: String
  /// For an invalid one: what the bytes claim to be and the error code; for a frame: what is in its payload.
  var fields: [(key: String, text: String)] = []
  var bytes: [UInt8]
  var value = ""

  /// The folder of all golden files, beside this package's sources.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("protocol/vectors")

  /// Whether this run rewrites the files instead of comparing with them.
  static let isRewriting = ProcessInfo.processInfo.environment["GODWIT_REWRITE_VECTORS"] == "1"

  var text: String {
    var lines = ["name: \(name)", "about: \(about)"]
    for field in fields { lines.append("\(field.key): \(field.text)") }
    lines.append("bytes:")
    lines += Self.hex(bytes)
    if !value.isEmpty {
      lines.append("value:")
      lines += value.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func url(_ folder: String, _ name: String) -> URL {
    root.appendingPathComponent(folder).appendingPathComponent(name + ".txt")
  }

  /// The bytes of a file that is there.
  static func readBytes(_ folder: String, _ name: String) throws -> [UInt8] {
    let lines = try String(contentsOf: url(folder, name), encoding: .utf8).split(separator: "\n")
    let hex = lines.drop { $0 != "bytes:" }.dropFirst().prefix { $0.hasPrefix("  ") }.joined()
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  func write(to folder: String) throws {
    let url = Self.url(folder, name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  /// Lines of 32 bytes.
  static func hex(_ bytes: [UInt8]) -> [String] {
    stride(from: 0, to: bytes.count, by: 32).map { start in
      "  " + bytes[start..<min(start + 32, bytes.count)].map { hex($0) }.joined()
    }
  }

  static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
