import ChangeModel
import Foundation
import HubStore
import SyncProtocol
import Testing

/// What an erasure needs of a store, and the properties beside the tables.
@Suite struct ErasureContractTests {
  private func entry(_ position: Position, _ text: String) -> HistoryEntry {
    HistoryEntry(
      position: position, dot: Dot(device: 3, sequence: position), stamp: Stamp(milliseconds: position), rep: 4,
      mergedAt: 1_000, changeSet: Array(text.utf8))
  }

  @Test(arguments: StoreKind.allCases)
  func historyIsRewrittenInItsPlace(kind: StoreKind) throws {
    let test = try kind.make()
    let long = String(repeating: "Lady Canary, 5 Cage Street. ", count: 40)
    try test.store.write { try $0.append(history: [entry(1, "a"), entry(2, long), entry(3, "c")]) }
    try test.store.write { try $0.rewrite(history: [entry(2, "b")]) }
    #expect(try test.store.read { try $0.history(from: 0, limit: 9) } == [entry(1, "a"), entry(2, "b"), entry(3, "c")])
  }

  @Test(arguments: StoreKind.allCases)
  func resultsGetOtherWords(kind: StoreKind) throws {
    let test = try kind.make()
    var stored = StoredResult(
      device: 2, result: ChangeResult(sequence: 5, status: .accepted(conflicts: 0), position: 7, remarks: ["Canary"]),
      payload: Digest(low: 1, high: 2))
    try test.store.write { try $0.save(results: [stored]) }
    stored.result.remarks = ["-"]
    try test.store.write { try $0.rewrite(results: [stored]) }
    #expect(try test.store.read { try $0.results(of: 2, sequences: 1...9) } == [stored])
  }

  @Test(arguments: StoreKind.allCases)
  func propertiesAreKeptByKey_andForgottenByTime(kind: StoreKind) throws {
    let test = try kind.make()
    func property(_ key: String, _ at: Int64) -> StoreProperty {
      StoreProperty(key: key, value: Array(key.utf8), at: at)
    }
    try test.store.write { writing in
      try writing.save(properties: [property("b.ä2", 2), property("b.1", 1), property("c", 1), property("a", 1)])
      try writing.save(properties: [StoreProperty(key: "a", value: [], at: 9)])
    }
    #expect(try test.store.read { try $0.properties(withPrefix: "b.") } == [property("b.1", 1), property("b.ä2", 2)])
    #expect(try test.store.read { try $0.properties(withPrefix: "a") } == [StoreProperty(key: "a", value: [], at: 9)])
    #expect(try test.store.read { try $0.properties(withPrefix: "") }.count == 4)
    try test.store.write { try $0.forgetProperties(withPrefix: "b", before: 2) }
    #expect(try test.store.read { try $0.properties(withPrefix: "") }.map(\.key) == ["a", "b.ä2", "c"])
  }

  @Test func scrubbed_nothingOfTheOldBytesIsInTheFiles() throws {
    let test = try StoreUnderTest.inFile()
    let folder = try #require(test.folder)
    try test.store.write { try $0.append(history: (1...200).map { entry($0, "Canary \($0)") }) }
    try test.store.write { try $0.rewrite(history: (1...200).map { entry($0, "gone") }) }
    try test.store.scrub()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
      #expect(bytes.range(of: Data("Canary".utf8)) == nil, "\(name)")
    }
    #expect(try test.store.read { try $0.history(from: 0, limit: 999) }.count == 200)
  }
}
