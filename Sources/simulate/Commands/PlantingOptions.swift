import ArgumentParser
import PlantedBugs
import Simulator

/// The option by which a command plays worlds with a planted mistake.
struct PlantingOptions: ParsableArguments {
  @Option(help: "Make this planted mistake; needs a build with the trait PlantedBugs.", transform: PlantedBug.named)
  var bug: PlantedBug?

  func plant() throws {
    do {
      try Planting.plant(bug)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}

extension PlantedBug {
  /// - Throws: `ValidationError` when there is none of this name.
  static func named(_ name: String) throws -> PlantedBug {
    if let bug = PlantedBug(rawValue: name) { return bug }
    let names = allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("There is no planted mistake \(name). There are: \(names).")
  }
}
