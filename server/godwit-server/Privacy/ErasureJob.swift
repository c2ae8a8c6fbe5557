import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer

/// Erases people: in the registry, in the store, and in the folders of the ERP link.
struct ErasureJob {
  static let plan = ErasurePlan(
    personal: Dictionary(uniqueKeysWithValues: PersonalData.columns.map { ($0.table, $0.columns) }),
    common: PersonalData.common, marker: PersonalData.marker, placeholder: PersonalData.placeholder)

  let link: any OfficeLink
  let registry: ErasureRegistry
  /// Milliseconds since 1970 UTC.
  let now: Int64

  init(link: any OfficeLink, registry: ErasureRegistry, now: Int64) {
    self.link = link
    self.registry = registry
    self.now = now
  }

  /// For a store that is open in this process: so that nobody who was erased comes back with a backup.
  init(_ opened: OpenedStore, _ folder: HubFolder) {
    self.init(
      link: DirectOfficeLink(opened.service), registry: ErasureRegistry(folder), now: opened.service.environment.now())
  }

  struct Report: Encodable {
    var table: String
    var id: String
    var isDryRun: Bool
    var rows: [String: Int]
    var changeSets: Int
    var results: Int
    var devices: [DeviceEntry]
    /// Files that named the person and were removed, or would be.
    var files: [String]

    enum CodingKeys: String, CodingKey {
      case table, id, rows, results, devices, files
      case isDryRun = "dry_run"
      case changeSets = "change_sets"
    }
  }

  /// - Parameter folders: folders of the ERP link beside those that the server knows.
  func run(_ subject: SubjectRef, isDryRun: Bool, folders: [String] = []) async throws -> Report {
    if !isDryRun { try registry.add(.init(table: subject.table, id: subject.id, at: now)) }
    guard case .erased(let done) = try await link.perform(.erase(subject, Self.plan, isDryRun: isDryRun)) else {
      throw HubOptions.unfitting
    }
    let files = try FileTraces(texts: done.texts).files(in: Set(done.folders + folders).sorted())
    if !isDryRun { for file in files { try FileTraces.remove(file) } }
    return Report(
      table: done.table, id: done.id, isDryRun: isDryRun, rows: done.rows, changeSets: done.changeSets,
      results: done.results, devices: done.devices, files: files)
  }

  /// Erases again whom the registry knows and the store does not: it was restored from a backup of before.
  /// - Returns: those who were erased now.
  func replay() async throws -> [ErasureRegistry.Entry] {
    let known = try await known()
    var replayed = [ErasureRegistry.Entry]()
    for entry in try registry.entries() where !known.contains("\(entry.table).\(entry.id)") {
      do {
        _ = try await run(entry.subject, isDryRun: false)
        replayed.append(entry)
      } catch let fault as OfficeFault where fault.message.hasPrefix("There is no row") {
        // The backup is older than the row.
        continue
      }
    }
    return replayed
  }

  private func known() async throws -> Set<String> {
    guard case .erasures(let known) = try await link.perform(.listErasures) else { throw HubOptions.unfitting }
    return Set(known)
  }
}
