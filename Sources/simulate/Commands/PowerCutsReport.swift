import Foundation
import Simulator

/// A tally as a table or as JSON.
struct PowerCutsReport: Encodable {
  struct Line: Encodable {
    var store: String
    var mode: String
    var cuts: Int
    var corrupt: Int
    var lost: Int
    var other: Int
  }

  var cuts: Int
  var faults: Int
  var corruptFiles: Int
  var acknowledgedWritesLost: Int
  var failures: Int
  var operations: [String: UInt64]
  var cpuSeconds: Double
  var lines: [Line]
  var replays: [String]

  init(_ tally: CutTally) {
    cuts = tally.cuts
    faults = tally.faults
    lines = tally.lines.filter { $0.cuts > 0 }.map { line in
      let all = line.failures.values.reduce(0, +)
      let (corrupt, lost) = (line.count(.corrupt), line.count(.lost))
      return Line(
        store: line.store.rawValue, mode: line.mode.rawValue, cuts: line.cuts, corrupt: corrupt, lost: lost,
        other: all - corrupt - lost)
    }
    corruptFiles = lines.reduce(0) { $0 + $1.corrupt }
    acknowledgedWritesLost = lines.reduce(0) { $0 + $1.lost }
    failures = tally.failureCount
    operations = Dictionary(uniqueKeysWithValues: tally.operations.map { ($0.key.rawValue, $0.value) })
    cpuSeconds = tally.cpuSeconds
    replays = tally.failures.map { $0.cut.description }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  func table() -> String {
    var rows = [["store", "mode", "cuts", "corrupt", "lost", "other"]]
    rows += lines.map { [$0.store, $0.mode, "\($0.cuts)", "\($0.corrupt)", "\($0.lost)", "\($0.other)"] }
    let sum = lines.reduce(0) { $0 + $1.other }
    rows.append(["all", "", "\(cuts + faults)", "\(corruptFiles)", "\(acknowledgedWritesLost)", "\(sum)"])
    let table = rows.map { row in
      let cells = row.enumerated().map { index, cell in
        let gap = String(repeating: " ", count: max(0, 13 - cell.count))
        return index < 2 ? cell + gap : gap + cell
      }
      return cells.joined()
    }
    let places = operations.sorted { $0.key < $1.key }.map { "\($0.value) operations of the \($0.key)" }
    let speed = cpuSeconds > 0 ? Double(cuts + faults) / cpuSeconds : 0
    let time = String(format: "%.1f CPU seconds, %.0f a second", cpuSeconds, speed)
    let kinds = "\(cuts) cuts, \(faults) failing calls"
    return (table + [kinds, places.joined(separator: ", "), time]).joined(separator: "\n")
  }
}
