import ChangeModel
import Foundation
import SyncProtocol
import Testing

/// SPEC.md says what the code does.
struct SpecTests {
  private let text: String
  /// All hexadecimal digits of the indented lines, without the words behind them.
  private let examples: String

  init() throws {
    let url = VectorFile.root.deletingLastPathComponent().appendingPathComponent("SPEC.md")
    text = try String(contentsOf: url, encoding: .utf8)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("    ") }
    examples = lines.map(Self.hex).joined()
  }

  private static func hex(_ line: Substring) -> String {
    var result = ""
    for word in line.dropFirst(4).split(separator: " ", omittingEmptySubsequences: false) {
      let isHex = word.allSatisfy { "0123456789abcdef".contains($0) }
      if word.isEmpty || !isHex || word.count % 2 != 0 { break }
      result += word
    }
    return result
  }

  @Test func everyCodeIsListed() {
    for code in ErrorReply.Code.allCases {
      #expect(text.contains("\n| \(code.rawValue) | `\(code)` | "), "\(code)")
    }
    for code in Rejection.Code.allCases {
      #expect(text.contains("\n| \(code.rawValue) | `\(code)` | "), "\(code)")
    }
  }

  @Test func everyMessageIsListed() {
    for kind in Message.Kind.allCases {
      let words = "\(kind)".map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
      #expect(text.contains("\n| \(kind.rawValue) | \(words) | "), "\(words)")
    }
  }

  @Test func everyLimitIsListed() {
    let mebibyte = 1 << 20
    let limits = [
      "| payload of a frame, as sent / decompressed | \(Limits.frameBytesMax / mebibyte) MiB / \(Limits.frameRawBytesMax / mebibyte) MiB |",
      "| an encoded change set | \(Limits.changeSetBytesMax / mebibyte) MiB |",
      "| row changes of a change set; its cells | \(grouped(Limits.changeSetRowsMax)); \(grouped(Limits.changeSetCellsMax)) |",
      "each as often as it is written | \(Limits.changeSetValueBytesMax / mebibyte) MiB |",
      "beyond which its change sets wait | \(grouped(Limits.requestCellsMax)) |",
      "| other devices in a context | \(grouped(Limits.contextDevicesMax)) |",
      "| \(grouped(Limits.requestChangeSetsMax)); \(Limits.requestChangeSetBytesMax / mebibyte) MiB |",
      "| delta bytes that may be asked for | \(Limits.deltaBytesMax / mebibyte) MiB |",
      "| rows of a delta; its cells | \(grouped(Limits.deltaRowsMax)); \(grouped(Limits.deltaCellsMax)) |",
      "| a text or blob in a cell | \(Limits.valueBytesMax / mebibyte) MiB |",
      "| tables; columns of a table | \(Limits.tablesMax); \(Limits.columnsMax) |",
      "| scopes of a device; marks | \(grouped(Limits.scopesMax)) |",
      "| a schema | \(Limits.schemaBytesMax / mebibyte) MiB |",
      "| a name or code | \(Limits.nameBytesMax) bytes |",
      "| \(grouped(Limits.messageBytesMax)) bytes; \(Limits.remarksMax) |",
      "| ranges of a request | \(grouped(Limits.rangesMax)) |",
      "| version of a program | \(grouped(Limits.programMax)) |",
      "| error of a request's time | \(grouped(Int(Limits.requestSkewMillisecondsMax))) ms |",
    ]
    for limit in limits { #expect(text.contains(limit), "\(limit)") }
  }

  @Test func examplesAreGoldenFiles() throws {
    let oneInteger = try VectorFile.readBytes("change-sets", "one-integer")
    let order = VectorTests.hex(Array(try VectorFile.readBytes("change-sets", "order-with-lines").dropFirst(14)))
    let lengthsOfTexts = try #require(order.range(of: "500014"))
    let request = try VectorFile.readBytes("messages", "digest-request")
    let columns = VectorTests.hex(oneInteger)
    #expect(examples.contains(columns))
    #expect(examples.contains(order[..<lengthsOfTexts.upperBound]))
    #expect(examples.contains(order[order.index(order.endIndex, offsetBy: -24)...]))
    #expect(examples.contains(VectorTests.hex(request)))
    let idle = try #require(VectorValues.messages.first { $0.name == "sync-request-idle" })
    #expect(examples.contains(VectorTests.hex(VectorTests.payload(of: idle.value))))
  }

  private func grouped(_ number: Int) -> String {
    var digits = String(number)
    var groups = [String]()
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
