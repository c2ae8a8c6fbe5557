import ArgumentParser
import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer

struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erases a person: on the server with its history, and on replicas at their next sync.",
    discussion: """
      Without --yes it says what would be erased, and writes nothing. Numbers, amounts and dates of business stay. The \
      server's directory keeps a list of erased rows (IDs alone); after the restore of a backup, `serve` and `erase --replay` \
      erase them again. What an operator has to do beside it stands in docs/privacy.md.
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "The customer, by code, whole name or ID; with --contact the contact.")
  var subject: String?

  @Flag(help: "The person is a contact, by name or ID.")
  var contact = false

  @Option(
    help: ArgumentHelp(
      "A folder of the ERP link in which files may name the person; may be repeated.", valueName: "folder"))
  var erp: [String] = []

  @Flag(help: "Do it.")
  var yes = false

  @Flag(help: "Erase again whom the list names and the store does not know: it was restored.")
  var replay = false

  func validate() throws {
    if replay == (subject != nil) { throw ValidationError("Name whom to erase, or --replay.") }
  }

  func run() async throws {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let registry = ErasureRegistry(HubFolder(path: hub.directory))
    if replay {
      let entries = try await hub.withLink { try await ErasureJob(link: $0, registry: registry, now: now).replay() }
      return try hub.print(entries) { entries in
        entries.isEmpty ? ["nobody had to be erased again"] : entries.map { "erased again: \($0.table) \($0.id)" }
      }
    }
    let report = try await hub.withLink { link in
      let subject = try await SubjectFinder(link: link).find(
        subject ?? "", in: contact ? "contacts" : "customers")
      return try await ErasureJob(link: link, registry: registry, now: now).run(
        subject, isDryRun: !yes, folders: erp)
    }
    try hub.print(report) { $0.lines }
  }
}

extension ErasureJob.Report {
  fileprivate var lines: [String] {
    let rows = rows.sorted { $0.key < $1.key }.map { "  \($0.key) \($0.value)" }
    let copies = devices.map { "  \($0.device)  \($0.rep)  \($0.name)" }
    return ["\(isDryRun ? "would erase" : "erased") \(table) \(id): rows with something personal in them"] + rows
      + ["  change sets of the history \(changeSets), answers \(results)"]
      + files.map { "  \(isDryRun ? "would remove" : "removed") \($0)" }
      + (copies.isEmpty ? ["no device can see them"] : ["devices that follow with their next sync:"]) + copies
      + (isDryRun
        ? ["nothing was written: --yes does it"] : ["backups made before still hold them: see docs/privacy.md"])
  }
}
