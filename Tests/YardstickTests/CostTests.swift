import Foundation
import Testing
import Yardstick

/// What a small day costs may not grow unnoticed: `benchmarks/thresholds.json` says what each count may come to.
///
/// After a deliberate change: `GODWIT_REWRITE_THRESHOLDS=1 swift test --filter YardstickTests`, and read the difference.
@Suite struct CostTests {
  /// Room for what another version of zlib or SQLite makes of the same.
  private static let roomPercent = 2

  @Test func noCountIsBeyondItsThreshold() throws {
    let counts = try Self.first.get()
    if ProcessInfo.processInfo.environment["GODWIT_REWRITE_THRESHOLDS"] != nil { try Self.rewrite(counts) }
    let thresholds = try JSONDecoder().decode([String: Int].self, from: Data(contentsOf: Self.file))
    #expect(Set(counts.keys) == Set(thresholds.keys), "rewrite the thresholds")
    for name in counts.keys.sorted() {
      let (count, most) = (counts[name] ?? 0, thresholds[name] ?? 0)
      #expect(count <= most, "\(name): \(count), and at most \(most) are allowed")
      #expect(count * 4 >= most * 3, "\(name): \(count) is far less than \(most): make the threshold as low")
    }
  }

  @Test func costsAreTheSameInEachRun() throws {
    #expect(try Self.first.get() == Self.counts())
  }

  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("benchmarks/thresholds.json")

  private static let first = Result { try counts() }

  private static func counts() throws -> [String: Int] {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("godwit-costs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try Costs(in: folder).counts
  }

  private static func rewrite(_ counts: [String: Int]) throws {
    let thresholds = counts.mapValues { $0 + $0 * roomPercent / 100 }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try (encoder.encode(thresholds) + Data("\n".utf8)).write(to: file)
  }
}
