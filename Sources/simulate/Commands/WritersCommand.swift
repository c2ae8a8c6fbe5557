import ArgumentParser
import ChangeModel
import Foundation
import PostgresStore
import Simulator

/// `simulate writers`: many writers and readers on one org of a database.
struct WritersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "writers",
    abstract: "Lets many servers write to one org of a database, with pauses before each commit, and looks for skips.",
    discussion: "Run it in several processes on one org with --prepare, then --org and other --devices in each.")

  @Option(help: "The database: postgres://...")
  var store: String

  @Flag(help: "Make an org to drill on, and print its ID.")
  var prepare = false

  @Option(help: "The org to drill on; a fresh one when left out.")
  var org: String?

  @Option(help: "The device number of the first writer; several processes take different ones.")
  var devices: DeviceNumber = 100

  @Option(help: "How many writers.")
  var writers = 4

  @Option(help: "How many readers.")
  var pullers = 2

  @Option(help: "The position at which the drill is over.")
  var transactions: Position = 20_000

  @Option(help: "The longest pause before a commit, in microseconds.")
  var pause: UInt32 = 4_000

  @Option(help: "A folder in which writers note what was acknowledged, so that a killed process can be begun again.")
  var notes: String?

  func run() throws {
    guard let address = PostgresAddress(store), writers > 0, pullers >= 0 else {
      throw ValidationError("\(store) is no database, or there is no writer. Write postgres://...")
    }
    if prepare { return print(try WriterDrill.prepare(address)) }
    guard let org = try org.map({ RowID($0) }) ?? WriterDrill.prepare(address) else {
      throw ValidationError("--org is the ID that --prepare printed.")
    }
    let start = Date()
    let report = try WriterDrill(
      address: address, org: org, devices: devices...devices + DeviceNumber(writers) - 1, pullers: pullers,
      transactions: transactions, pauseMax: pause, notes: notes
    ).run()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
    FileHandle.standardError.write(Data("\(Int(Date().timeIntervalSince(start))) s\n".utf8))
    if report.skipped > 0 || report.lost > 0 || !report.failures.isEmpty { throw ExitCode.failure }
  }
}
