import PlantedBugs
import Testing

@Suite struct SwitchTests {
  /// What ships is built without the trait, and makes none of the mistakes.
  @Test func withoutTheTrait_noBugIsOn() {
    #expect(!PlantedBug.canBeSwitchedOn)
    #expect(PlantedBug.allCases.allSatisfy { !$0.isOn })
  }
}
