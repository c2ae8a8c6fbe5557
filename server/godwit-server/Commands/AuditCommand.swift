import ArgumentParser
import FieldSales
import Foundation
import Hub
import HubServer
import OfficeImport

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Shows the audit log: who changed, refused, joined, saw and erased what, and when.",
    discussion: """
      Each entry holds the hash of the one before; `verify` checks the chain. `--head` prints its end: kept elsewhere, it shows \
      with `verify --audit-head` that nothing was cut off. With --customer, the devices that can see the customer are named \
      as well. See docs/audit.md.
      """)

  @OptionGroup var hub: HubOptions

  @Option(help: "Only what concerns a customer and all that belongs to it: a code, a name or an ID.")
  var customer: String?

  @Option(help: "Only what this user did, by name or ID.")
  var rep: String?

  @Option(help: "Only what came from this device, by number; 1 is the office.")
  var device: Int64?

  @Option(help: ArgumentHelp("From this day on (UTC).", valueName: "YYYY-MM-DD"))
  var since: String?

  @Option(help: "Only entries of this kind, such as accepted, refused, read or erased.")
  var kind: String?

  @Option(help: "The last so many entries.")
  var limit = 100

  @Flag(help: "Print nothing but the number and hash of the last entry.")
  var head = false

  func validate() throws {
    if let since, DateFormat.isoMilliseconds(since) == nil {
      throw ValidationError("\"\(since)\" is no day. Write it as YYYY-MM-DD.")
    }
    if !(1...10_000).contains(limit) { throw ValidationError("--limit takes 1 to 10000 entries.") }
  }

  func run() async throws {
    let report = try await hub.withLink { link in
      let subject = try await customer.asyncMap { try await SubjectFinder(link: link).find($0) }
      var query = AuditQuery(
        subject: subject, rep: rep, device: device, since: since.flatMap(DateFormat.isoMilliseconds), kind: kind,
        limit: head ? 1 : limit)
      query.telling = ["corrections": "reason"]
      guard case .audit(let report) = try await link.perform(.audit(query)) else { throw HubOptions.unfitting }
      return report
    }
    if head {
      guard let end = report.head else { throw OfficeFault("The audit log is empty: nothing has happened yet.") }
      return try hub.print(end) { ["\($0.number):\($0.hash)"] }
    }
    try hub.print(report) { $0.lines }
  }
}

extension AuditReport {
  fileprivate var lines: [String] {
    var lines = entries.isEmpty ? ["no entries"] : entries.map(\.line)
    if let holders {
      lines.append(holders.isEmpty ? "no device can see it" : "devices that can see it:")
      lines += holders.map { "  \($0.device)  \($0.rep)  \($0.name)" }
    }
    return lines
  }
}

extension AuditLine {
  fileprivate var line: String {
    var parts = ["\(number)", Terminal.time(at), kind]
    if device > 1 { parts.append("device \(device)") }
    if !rep.isEmpty { parts.append(rep) }
    if position > 0 { parts.append("position \(position)") }
    if !rows.isEmpty { parts.append(rows.joined(separator: ", ")) }
    if !detail.isEmpty { parts.append(detail) }
    if let subject { parts.append(subject) }
    return parts.joined(separator: "  ")
  }
}

extension Optional {
  /// As `map`, for work that waits.
  func asyncMap<Result>(_ body: (Wrapped) async throws -> Result) async rethrows -> Result? {
    guard let self else { return nil }
    return try await body(self)
  }
}
