import ChangeModel
import Foundation
import Hub
import HubServer
import OfficeImport

/// One exchange with the ERP: reads what it left, then writes the orders that it has not had.
///
/// It can be cut at any point and repeated: rows are found again by their keys, an order's file has the order's ID in its
/// name, and what became of an order is read from its state.
struct ERPExchange {
  let link: any OfficeLink
  let folder: ERPFolder

  func run() async throws -> ERPReport {
    try folder.prepare()
    _ = try await link.perform(.noteFolder(path: URL(filePath: folder.path).standardizedFileURL.path))
    var report = ERPReport()
    for name in try folder.names(.inbox) where ERPFile(name) == nil { report.files.append(try refuseUnknown(name)) }
    for (file, place) in try waiting() { report.files.append(try await read(file, at: place)) }
    try await ERPOrders(link: link, folder: folder).run(&report)
    return report
  }

  /// What came in, and what was refused before: perhaps what it lacked has come.
  private func waiting() throws -> [(ERPFile, ERPFolder.Place)] {
    var files = [(file: ERPFile, place: ERPFolder.Place)]()
    for place in [ERPFolder.Place.inbox, .refused] {
      for name in try folder.names(place) where !Self.isReport(name) {
        guard let file = ERPFile(name) else { continue }
        // One that came anew goes before the one that was refused.
        if place == .refused, folder.has(.inbox, name) { continue }
        files.append((file, place))
      }
    }
    return files.sorted { left, right in
      if left.file.rank != right.file.rank { return left.file.rank < right.file.rank }
      if left.file.isOlder(than: right.file) { return true }
      return !right.file.isOlder(than: left.file) && left.file.name < right.file.name
    }
  }

  private static func isReport(_ name: String) -> Bool {
    name.hasSuffix(".report.json") || name.hasSuffix(".reasons.csv")
  }

  private func refuseUnknown(_ name: String) throws -> ERPReport.File {
    var outcome = ERPReport.File(file: name, result: "refused", isRetry: false)
    outcome.reason = "the name begins with no kind: write products.csv, prices-000123.csv or acknowledgements.csv"
    try folder.move(name, from: .inbox, to: .refused)
    try tell(outcome, issues: [], at: .refused)
    return outcome
  }

  private func read(_ file: ERPFile, at place: ERPFolder.Place) async throws -> ERPReport.File {
    var outcome = ERPReport.File(file: file.name, result: "done", isRetry: place == .refused)
    var issues = [ImportIssue]()
    do {
      if let newer = try newer(than: file) {
        throw OfficeFault("\(newer) is newer and was read already: rename this file if it is to be read all the same.")
      }
      switch file.content {
      case .rows(let kind):
        let account = try await importRows(file, kind, at: place)
        issues = account.issues
        outcome.read = account.read
        outcome.written = account.inserted + account.updated
        outcome.refused = account.refused
      case .acknowledgements:
        let answers = try await ERPAnswers(link: link, path: folder.path(place, file.name)).run()
        issues = answers.issues
        outcome.read = answers.read
        outcome.written = answers.written
        outcome.refused = answers.issues.count
      }
      outcome.reason = issues.first { $0.severity == .refused }.map { "line \($0.line): \($0.message)" }
    } catch let fault as OfficeFault where !fault.isPassing {
      outcome.reason = fault.message
      outcome.result = "refused"
    } catch let fault as ImportFault {
      outcome.reason = "\(fault)"
      outcome.result = "refused"
    }
    if outcome.refused > 0 { outcome.result = "refused" }
    try settle(file, from: place, outcome, issues)
    return outcome
  }

  private func settle(
    _ file: ERPFile, from place: ERPFolder.Place, _ outcome: ERPReport.File, _ issues: [ImportIssue]
  ) throws {
    let end: ERPFolder.Place = outcome.result == "done" ? .done : .refused
    // What was wrong before is told no more once the file is read whole.
    for suffix in [".report.json", ".reasons.csv"] { folder.remove(file.name + suffix, at: .refused) }
    if place == .inbox, end == .done { folder.remove(file.name, at: .refused) }
    try folder.move(file.name, from: place, to: end)
    try tell(outcome, issues: issues, at: end)
  }

  /// A newer file of the same kind that was read, when this one says a state that is older.
  private func newer(than file: ERPFile) throws -> String? {
    guard file.isState else { return nil }
    return try folder.names(.done).last { name in
      !Self.isReport(name) && ERPFile(name).map { file.isOlder(than: $0) } == true
    }
  }

  private func importRows(_ file: ERPFile, _ kind: ImportKind, at place: ERPFolder.Place) async throws -> ImportReport {
    let map = folder.path(.maps, "\(kind.name).map")
    let isMapped = FileManager.default.fileExists(atPath: map)
    let source = try SourceOptions.parse(
      [kind.name, folder.path(place, file.name)] + (isMapped ? ["--map", map] : []))
    return try await ImportJob(
      link: link, kind: kind, source: source, mapping: try source.mapping(for: kind), isDryRun: false, isQuiet: true
    ).run()
  }

  private func tell(_ outcome: ERPReport.File, issues: [ImportIssue], at place: ERPFolder.Place) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try folder.write(
      String(decoding: encoder.encode(outcome), as: UTF8.self) + "\n", place, outcome.file + ".report.json")
    guard !issues.isEmpty else { return }
    try IssueSheet(issues).write(to: folder.path(place, outcome.file + ".reasons.csv"))
  }
}
