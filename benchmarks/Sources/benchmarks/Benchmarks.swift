import ArgumentParser
import Foundation
import GRDBSQLite

/// Measures what Godwit costs, and prints it beside what must be and what others need.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks",
    abstract: "Measures what Godwit costs on a field-sales workload.",
    discussion: """
      Times are processor time, and are told as ratios to what plain SQLite needs for the same in the same run; bytes \
      and round trips are exact. Durability, verification and the detection of conflicts are on in all of it. Ends with \
      3 when a count is beyond what must be.
      """)

  @Option(help: "A folder with w1.ops, w2.ops, w3.ops and s10.ops to s1000.ops; without it a workload is made.")
  var workload: String?
  @Option(help: "How many customers a made workload has; as many orders and visits, three times the lines.")
  var customers = 20_000
  @Option(help: "The seed of a made workload.") var seed: UInt64 = 42
  @Option(help: "How often everything is measured; the median counts.") var runs = 3
  @Option(help: "A file for the figures as JSON.") var json: String?
  @Option(help: "A file for a chart as SVG.") var svg: String?

  func validate() throws {
    guard customers >= 1_000, customers <= 1_000_000 else {
      throw ValidationError("--customers takes 1,000 to 1,000,000.")
    }
    guard (1...99).contains(runs) else { throw ValidationError("--runs takes 1 to 99.") }
  }

  func run() throws {
    let workload = try makeWorkload()
    var days: [Day] = []
    var ceilings: [StoreCeiling] = []
    var pushes: [SmallPushes] = []
    for number in 1...runs {
      let told = { (what: String) in Self.say("run \(number) of \(runs): \(what)") }
      try inFolder { days.append(try Day(workload, in: $0, progress: told)) }
      told("the store alone")
      try inFolder { ceilings.append(try StoreCeiling(workload, in: $0)) }
      told("syncs of 20 rows")
      try inFolder { pushes.append(try SmallPushes(count: 300, in: $0, seed: seed)) }
    }
    try show(
      Report(
        machine: .here(sqlite: String(cString: sqlite3_libversion())), workload: name,
        figures: Figures(days: days, ceilings: ceilings, pushes: pushes).all))
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
    print("\(report.machine.sentence)\n\(report.workload)\n\n\(report.table)")
    if let json { try report.json().write(to: URL(fileURLWithPath: json)) }
    if let svg { try Data(Chart(figures: report.figures).svg.utf8).write(to: URL(fileURLWithPath: svg)) }
    for figure in report.brokenCounts { Self.say("\(figure.name) is beyond what must be") }
    if !report.brokenCounts.isEmpty { throw ExitCode(3) }
  }

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-benchmarks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
