import ChangeModel
import TestSupport
import Testing

@testable import ReplicaStore

/// A text in other bytes that look alike is a change like any other, in both directions.
@Suite struct SpellingTests {
  private static let composed = "Zo\u{EB}"
  private static let decomposed = "Zoe\u{308}"

  private static func sql(_ text: String) -> String {
    "UPDATE items SET name = '\(text)', notes = '\(text)', tags = '[\"\(text)\"]'"
  }

  private func bytes(_ world: TrialWorld) throws -> [String] {
    try world.replica.rows("SELECT hex(name), hex(notes), hex(tags) FROM items")
  }

  private func expected(_ text: String) -> [String] {
    func hex(_ text: String) -> String {
      text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
    return ["\(hex(text))|\(hex(text))|\(hex("[\"\(text)\"]"))"]
  }

  @Test func respelledHere_reachesTheServer() throws {
    var world = try TrialWorld()
    for text in [Self.composed, Self.decomposed, Self.composed] {
      try world.replica.write(Self.sql(text))
      try world.sync()
      #expect(try bytes(world) == expected(text))
      #expect(try world.isInStep())
    }
  }

  @Test func respelledByTheOffice_reachesTheReplica() throws {
    var world = try TrialWorld()
    try world.replica.write(Self.sql(Self.composed))
    try world.sync()
    world.officeUpdates([
      "name": .set(.text(Self.decomposed)), "notes": .text(base: Self.composed, new: Self.decomposed),
      "tags": .elements(added: [Self.decomposed], removed: [Self.composed]),
    ])
    try world.sync()
    #expect(try bytes(world) == expected(Self.decomposed))
    #expect(try world.isInStep())
  }
}
