import Foundation

/// On what the figures were measured.
struct Machine: Codable {
  var processor: String
  var cores: Int
  var system: String
  var sqlite: String

  static func here(sqlite: String) -> Machine {
    let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let name = information.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
    let process = ProcessInfo.processInfo
    return Machine(
      processor: name.map { $0.trimmingCharacters(in: .whitespaces) } ?? "an unnamed processor",
      cores: process.activeProcessorCount, system: process.operatingSystemVersionString, sqlite: sqlite)
  }

  var sentence: String { "\(processor), \(cores) cores, \(system), SQLite \(sqlite)" }
}
