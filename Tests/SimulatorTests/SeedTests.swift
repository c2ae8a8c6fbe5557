import Foundation
import Simulator
import Testing

/// Whole worlds: seeds that failed once, and a few others. `scripts/gate` plays thousands.
@Suite(.serialized) struct SeedTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Seeds/found.txt")

  @Test func seedsThatFailedOnce_holdForEver() throws {
    for options in try SeedFile.parse(String(contentsOf: Self.file, encoding: .utf8)) {
      let report = try Simulation.run(options)
      #expect(report.failure == nil, "\(options)")
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func sameSeed_sameTrace(seed: UInt64) throws {
    let options = SimulationOptions.drawn(seed: seed, size: .small)
    let first = try Simulation.run(options)
    let second = try Simulation.run(options)
    #expect(first.failure == nil, "\(options)")
    #expect(first.traceHash == second.traceHash)
  }

  @Test func linesThatAreNoSeeds_areToldApart() {
    #expect(throws: SeedFile.Fault.self) { try SeedFile.parse("small") }
    #expect(throws: SeedFile.Fault.self) { try SeedFile.parse("huge 7") }
    #expect(throws: SeedFile.Fault.self) { try SeedFile.parse("small -1 # no") }
  }

  /// A laptop whose disk was set back, or copied, shows dots that the server knows: it goes on under another number, and
  /// nobody's work is lost or mixed up.
  @Test(arguments: [Fault.restoredReplica, .copiedReplica])
  func forks_goOnUnderAnotherNumber(fault: Fault) throws {
    var healed = 0
    for seed in 1...12 as ClosedRange<UInt64> {
      var options = SimulationOptions.drawn(seed: seed, size: .small)
      options.faults = [fault: 180]
      let report = try Simulation.run(options)
      #expect(report.failure == nil, "\(options)")
      healed += report.marks.counts["fork healed", default: 0]
    }
    #expect(healed > 0)
  }
}
