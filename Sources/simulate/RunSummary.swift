import Foundation
import Simulator

/// What many runs came to, for people and programs.
struct RunSummary {
  private(set) var seeds = 0
  private var smallSeeds = 0
  private(set) var failed: [UInt64] = []
  private var steps = 0
  private var accepted = 0
  private var rejected = 0
  private var conflicts = 0
  private var deviceHours = 0.0
  private var marks = ReachedMarks()
  private let begin = RunSummary.cpuSeconds()
  private var lastProgress = Date()

  mutating func add(_ report: SimulationReport) {
    seeds += 1
    if report.options.size == .small { smallSeeds += 1 }
    if report.failure != nil { failed.append(report.options.seed) }
    steps += report.steps
    accepted += report.accepted
    rejected += report.rejected
    conflicts += report.conflicts
    deviceHours += report.deviceHours
    marks.add(report.marks)
  }

  /// Paths that so long a run must have taken, and has not; a short one need not take any.
  var missing: [String] { smallSeeds < ReachedMarks.seedsMin ? [] : marks.missing }

  private var cpu: Double { Self.cpuSeconds() - begin }

  /// Shows on standard error how far it is, at most every so many seconds.
  mutating func progress(every seconds: Double) {
    guard Date().timeIntervalSince(lastProgress) > seconds else { return }
    lastProgress = Date()
    let line = "\(seeds) seeds, \(failed.count) failed, \(Int(cpu)) s CPU\n"
    FileHandle.standardError.write(Data(line.utf8))
  }

  var text: String {
    var lines = [
      "seeds            \(seeds)", "failed           \(failed.count)\(failed.isEmpty ? "" : ": \(failed)")",
      "steps            \(steps)", "change sets      \(accepted) accepted, \(rejected) rejected",
      "conflicts        \(conflicts)",
      "device-years     \(String(format: "%.1f", deviceHours / 8_766))",
      "CPU seconds      \(String(format: "%.1f", cpu))",
      "device-hours per CPU minute  \(Int(deviceHours / max(cpu, 0.001) * 60))", "reached:",
    ]
    let never = missing.map { ($0, 0) }
    for (mark, count) in (marks.counts.map { ($0, $1) } + never).sorted(by: { $0.0 < $1.0 }) {
      lines.append("  \(mark.padding(toLength: 40, withPad: " ", startingAt: 0)) \(count)")
    }
    return lines.joined(separator: "\n")
  }

  func json() throws -> String {
    struct Form: Encodable {
      var seeds: Int
      var failed: [UInt64]
      var steps: Int
      var accepted: Int
      var rejected: Int
      var conflicts: Int
      var deviceHours: Double
      var cpuSeconds: Double
      var reached: [String: Int]
      var neverReached: [String]
    }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let form = Form(
      seeds: seeds, failed: failed, steps: steps, accepted: accepted, rejected: rejected, conflicts: conflicts,
      deviceHours: deviceHours, cpuSeconds: cpu, reached: marks.counts, neverReached: missing)
    return String(decoding: try encoder.encode(form), as: UTF8.self)
  }

  private static func cpuSeconds() -> Double {
    Double(clock()) / Double(CLOCKS_PER_SEC)
  }
}
