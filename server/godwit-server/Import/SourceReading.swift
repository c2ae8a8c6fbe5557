import ChangeModel
import FieldSales
import Hub
import HubServer
import OfficeImport

/// Makes a file ready to be read against a hub: its org, its territories and what it knows by name.
struct SourceReading {
  let link: any OfficeLink
  let kind: ImportKind
  let source: SourceOptions
  let mapping: Mapping?

  func run(isDryRun: Bool) async throws -> ImportRun {
    guard case .status(let status) = try await link.perform(.status), let org = RowID(status.orgID) else {
      throw HubOptions.unfitting
    }
    guard case .territories(let territories) = try await link.perform(.listTerritories) else {
      throw HubOptions.unfitting
    }
    return try ImportRun(
      path: source.file, kind: kind, mapping: mapping, schema: FieldSales.schema, org: org,
      known: try await KnownKeys(link: link).keys(for: kind, mapping: mapping, territories: territories),
      territory: try source.territory.map { try chosen($0, among: territories) }, encoding: source.textEncoding,
      delimiter: source.delimiterByte, isDryRun: isDryRun)
  }

  private func chosen(_ text: String, among territories: [TerritoryEntry]) throws -> RowID {
    if let entry = territories.first(where: { $0.name == text || $0.id == text }), let id = RowID(entry.id) {
      return id
    }
    let names = territories.prefix(20).map { "\"\($0.name)\"" }.joined(separator: ", ")
    throw OfficeFault("There is no territory \"\(text)\". There are: \(names.isEmpty ? "none yet" : names).")
  }
}
