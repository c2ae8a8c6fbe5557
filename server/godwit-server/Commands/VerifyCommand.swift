import ArgumentParser
import Foundation
import Hub
import HubServer
import SQLiteStore

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that the store and its audit log are whole, and prints digests per scope and table.",
    discussion: "A backup is checked in the same way: name its file in the place of the directory.")

  @OptionGroup var hub: HubOptions

  @Option(
    help: ArgumentHelp(
      "The end of the audit log as `audit --head` printed it before: the log must still hold that entry.",
      valueName: "number:hash"))
  var auditHead: String?

  func run() async throws {
    if let report = try backupReport() { return try show(report) }
    guard case .verified(var report) = try await hub.perform(.verify) else { throw HubOptions.unfitting }
    if let auditHead { try await check(auditHead, &report) }
    try show(report)
  }

  /// What a file says that was named in the place of a directory; nil for a directory.
  private func backupReport() throws -> VerifyReport? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: hub.directory, isDirectory: &isDirectory), !isDirectory.boolValue
    else { return nil }
    if auditHead != nil {
      throw OfficeFault("--audit-head is held against a server's log: restore the backup into a new directory first.")
    }
    let store = try SQLiteHubStore.openToRead(at: hub.directory)
    let report = try VerifyReport(of: store)
    try store.close()
    return report
  }

  private func show(_ report: VerifyReport) throws {
    try hub.print(report) { report in
      report.digests.map { "\($0.digest)  \($0.rows)  \($0.table)  \($0.scope)" }
        + (report.audit.map { ["the audit log ends at \($0.number):\($0.hash)"] } ?? ["the audit log is empty"])
        + [report.ok ? "the store is whole at position \(report.position)" : "the store is NOT whole"]
    }
    for fault in report.faults { Terminal.say(fault) }
    if !report.ok { throw CommandExit.needsPerson }
  }

  /// Holds an end of the log that was kept elsewhere against the log.
  private func check(_ text: String, _ report: inout VerifyReport) async throws {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let number = Int64(parts[0]), number > 0 else {
      throw OfficeFault("\"\(text)\" is no end of an audit log: NUMBER:HASH, as `audit --head` prints it.")
    }
    guard case .audit(let found) = try await hub.perform(.audit(AuditQuery(number: number))) else {
      throw HubOptions.unfitting
    }
    if found.entries.first?.hash != String(parts[1]) {
      report.faults.append(
        "entry \(number) of the audit log is not the one that was kept: entries were cut off or replaced")
      report.ok = false
    }
  }
}
