import ArgumentParser
import ChangeModel
import Foundation
import PostgresStore
import Simulator

/// `simulate twins`: the same worlds on both stores.
struct TwinsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "twins",
    abstract: "Plays each seed on the embedded store and on PostgreSQL, and compares all that happened.",
    discussion: """
      The traces hold every result, reply and digest, so equal hashes mean equal stores. The server does not crash in \
      these worlds: a file that loses a write is another story than a database.
      """)

  @Option(help: "The database: postgres://... Each world leaves an org in it.")
  var store: String

  @Option(help: "The first seed.")
  var first: UInt64 = 1

  @Option(help: "How many seeds.")
  var seeds: UInt64 = 20

  @Option(help: "The size of the worlds: small or large.")
  var size: SimulationOptions.Size = .small

  func run() throws {
    guard let address = PostgresAddress(store) else {
      throw ValidationError("\(store) is no database. Write postgres://...")
    }
    let run = UInt64.random(in: 1...UInt64.max)
    var different: [UInt64] = []
    var accepted = 0
    for seed in first..<first + seeds {
      var options = SimulationOptions.drawn(seed: seed, size: size).sparingTheServer()
      options.place = StorePlace(org: RowID(high: run, low: seed), address: nil)
      let file = try Simulation.run(options)
      options.place?.address = address
      let database = try Simulation.run(options)
      accepted += database.accepted
      if file.traceHash != database.traceHash || file.failure != nil || database.failure != nil {
        different.append(seed)
        print("seed \(seed): \(file.traceHash) in the file, \(database.traceHash) in the database")
        for failure in [file.failure, database.failure].compactMap({ $0 }) { print("  FAILED \(failure)") }
      }
    }
    print("\(seeds) seeds, \(accepted) change sets accepted, \(different.count) seeds differ")
    if !different.isEmpty { throw ExitCode.failure }
  }
}
