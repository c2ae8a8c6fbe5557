import Simulator
import Testing

/// A slice of the small worlds; `simulate small-worlds` plays them all.
@Suite struct SmallWorldsTests {
  /// Each device has one operation among the four steps of its sync, and the two devices' five steps mix freely.
  @Test func worldsAreCountedByAFormula() throws {
    let program = try #require(SmallProgram(name: "phone|notes"))
    #expect(program.worldsWithoutCrash == 5 * 5 * 252)
    #expect(SmallProgram(name: "phone|sleep") == nil)
  }

  @Test(arguments: [
    "phone|phone", "delete-customer|new-visit", "new-order|new-order", "tag-add|tags-remove", "notes|move",
  ])
  func everyWorldEndsWell(name: String) throws {
    let folder = try TemporaryFolder()
    let worlds = try SmallWorlds(folder: folder.url)
    let program = try #require(SmallProgram(name: name))
    try worlds.play(program)
    #expect(worlds.report.failures.map(\.name) == [])
    #expect(worlds.report.worlds == program.worlds)
    #expect(worlds.report.worlds > 10 * program.worldsWithoutCrash)
    #expect(worlds.report.endings > 100)
  }

  @Test func aWorldIsPlayedAgainByItsName() throws {
    let folder = try TemporaryFolder()
    let (history, faults) = try SmallWorlds(folder: folder.url).replay("notes|delete-customer:wbBhHSWxP")
    #expect(history.first == "Ann does notes")
    #expect(faults == [])
  }
}
