import ArgumentParser
import Foundation
import GRDBSQLite
import Yardstick

/// Measures what Godwit costs, and prints it beside what must be and what others need.
@main
struct Benchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks",
    abstract: "Measures what Godwit costs on a field-sales workload.",
    discussion: """
      Times are processor time, and are told as ratios to what plain SQLite needs for the same in the same run; bytes \
      and round trips are exact. Durability, verification and the detection of conflicts are on in all of it. Ends with \
      3 when a count is beyond what must be.
      """,
    subcommands: [Measure.self, ServeCommand.self, JoinCommand.self], defaultSubcommand: Measure.self)
}

struct Measure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measures, and prints a table (the default).")

  @Option(help: "A folder with w1.ops, w2.ops, w3.ops and s10.ops to s1000.ops; without it a workload is made.")
  var workload: String?
  @Option(help: "How many customers a made workload has; as many orders and visits, three times the lines.")
  var customers = 20_000
  @Option(help: "The seed of a made workload.") var seed: UInt64 = 42
  @Option(help: "How often everything is measured; the median counts.") var runs = 3
  @Option(parsing: .upToNextOption, help: "Only these parts: \(Part.allCases.map(\.rawValue).joined(separator: ", ")).")
  var only: [Part] = Part.allCases
  @Option(help: "How many devices listen.") var listeners = 5_000
  @Option(help: "A file for the figures as JSON.") var json: String?
  @Option(help: "A file for a chart as SVG.") var svg: String?

  func validate() throws {
    guard customers >= 1_000, customers <= 1_000_000 else {
      throw ValidationError("--customers takes 1,000 to 1,000,000.")
    }
    guard (1...99).contains(runs) else { throw ValidationError("--runs takes 1 to 99.") }
    guard (1...50_000).contains(listeners) else { throw ValidationError("--listeners takes 1 to 50,000.") }
  }

  func run() async throws {
    let workload = try makeWorkload()
    var series = Series()
    for number in 1...runs {
      for part in Part.allCases where only.contains(part) {
        Self.say("run \(number) of \(runs): \(part.rawValue)")
        try await measure(part, workload, into: &series)
      }
    }
    try show(
      Report(
        machine: .here(sqlite: String(cString: sqlite3_libversion())), workload: name, figures: series.figures,
        scale: series.scale))
  }

  private func measure(_ part: Part, _ workload: Workload, into series: inout Series) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-benchmarks-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func room(_ name: String) throws -> URL {
      let room = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: room, withIntermediateDirectories: true)
      return room
    }
    switch part {
    case .day:
      series.days.append(try Day(workload, in: try room("day"), progress: Self.say))
      series.ceilings.append(try StoreCeiling(workload, in: try room("store")))
      series.smallPushes.append(try SmallPushes(count: 300, in: try room("small"), seed: seed))
    case .pushes:
      if !only.contains(.day) { series.ceilings.append(try StoreCeiling(workload, in: try room("store"))) }
      series.bulk.append(try BulkPushes(customers: customers, in: try room("bulk"), seed: seed))
      series.syncs.append(try SmallSyncs(in: try room("syncs"), seed: seed))
    case .downloads: series.downloads.append(try Downloads(workload.inserts, in: try room("downloads")))
    case .sight: series.sights.append(try await Sight(in: try room("sight"), seed: seed))
    case .live: series.live.append(try LiveDevices(listeners, in: try room("live")))
    case .storm:
      series.storms.append(try Storm(in: try room("storm"), seed: seed))
      series.fullStorms.append(
        try Storm(bodyBytesAtOnce: 40 << 10, noteBytes: 4_000, in: try room("full"), seed: seed))
    case .resume:
      series.resumed.append(try ResumedDownloads(workload.inserts, in: try room("resume"), progress: Self.say))
    case .postgres: series.postgres.append(try OnPostgres(in: try room("postgres"), seed: seed, progress: Self.say))
    case .scale: series.scale = try Scale(in: try room("scale"), seed: seed, progress: Self.say).tables
    }
  }

  private var name: String {
    let what = workload == nil ? "made: \(customers) customers, seed \(seed)" : "workload W"
    return "\(what); the median of \(runs)"
  }

  private func makeWorkload() throws -> Workload {
    if let workload { return try Workload(folder: URL(fileURLWithPath: workload, isDirectory: true)) }
    return Workload(customers: customers, seed: seed)
  }

  private func show(_ report: Report) throws {
    print("\(report.machine.sentence)\n\(report.workload)\n\n\(report.text)")
    if let json { try report.json().write(to: URL(fileURLWithPath: json)) }
    if let svg { try Data(Chart(figures: report.figures).svg.utf8).write(to: URL(fileURLWithPath: svg)) }
    for figure in report.brokenCounts { Self.say("\(figure.name) is beyond what must be") }
    if !report.brokenCounts.isEmpty { throw ExitCode(3) }
  }

  private static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
