import ArgumentParser
import FieldClient
import FieldSales
import Foundation

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The replica's folder (default: $GODWIT_HOME, else ~/.godwit).", valueName: "dir"))
  var home: String?

  @Flag(help: "Print one JSON document on standard output.")
  var json = false

  @Option(help: "Talk English (en) or Chinese (zh); default: the locale's. JSON is the same in both.")
  var lang: Language?

  var folder: HomeFolder { .chosen(home, environment: ProcessInfo.processInfo.environment) }
  var printer: Printer { Printer(isJSON: json, terminal: .machine, language: lang ?? .ofProcess) }

  /// The replica's client.
  func client() throws -> FieldClient { try FieldClient.open(folder, views: FieldSales.definitions) }

  /// The use cases' view of the replica.
  /// - Throws: an error that says how to go on, while the first download is not complete.
  func desk() throws -> Desk {
    let client = try client()
    guard try client.replica.status().state != .downloading else {
      throw FieldError(.failed, "the first download is not complete: run `godwit sync` to go on with it")
    }
    return client.desk(for: json ? nil : printer.language)
  }
}

/// How long a list may get.
struct LimitOption: ParsableArguments {
  @Option(help: "Show at most so many; 0 for all (default: 100, all with --json).")
  var limit: Int?

  /// nil for all.
  func limit(isJSON: Bool) throws -> Int? {
    guard (limit ?? 0) >= 0 else { throw FieldError(.usage, "--limit takes a number from 0 on") }
    if let limit { return limit == 0 ? nil : limit }
    return isJSON ? nil : 100
  }
}

/// Reads a time that a person wrote.
func moment(_ text: String?, option: String) throws -> Int64? {
  guard let text, !text.isEmpty else { return nil }
  guard let time = Moment.read(text, now: Surroundings.machine.now()) else {
    throw FieldError(
      .usage, "\"\(text)\" is no time for \(option): write \"2026-11-22 09:30\", \"09:30\", now, today or tomorrow")
  }
  return time
}
