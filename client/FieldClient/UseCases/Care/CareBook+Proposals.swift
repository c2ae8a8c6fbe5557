import ChangeModel
import FieldSales
import GRDB

extension CareBook {
  /// How many products are proposed to one customer.
  static let proposalsMax: Int64 = 3

  /// The section with what to propose, where it is for that: in a column `proposal` for people, each product with how many
  /// customers of the segment have bought it lately, and the same in `proposals` for programs.
  func proposing(_ section: CareList.Section, _ db: Database) throws -> CareList.Section {
    guard section.kind == .crossSell, !section.items.isEmpty else { return section }
    let customers = section.items.compactMap { $0.rowID("customer_id") }.map { id in
      "\"\(id.description.uppercased().filter { $0 != "-" })\""
    }
    let days = try db.settings()[.crossSellWindowDays]
    let rows = try db.records(
      CareQueries.proposals,
      [
        "customers": "[\(customers.joined(separator: ","))]", "since": desk.now.saturatingSum(-days * Day.length),
        "count": Self.proposalsMax,
      ])
    let byCustomer = Dictionary(grouping: rows) { $0.rowID("customer_id") }
    var section = section
    section.items = section.items.map { Self.item($0, proposing: byCustomer[$0.rowID("customer_id")] ?? []) }
    return section
  }

  private static func item(_ item: Record, proposing products: [Record]) -> Record {
    let texts = products.map { "\($0.text("name") ?? $0.text("sku") ?? "-") (\($0.integer("buyers") ?? 0))" }
    return item.adding("proposal", texts.isEmpty ? .null : .text(texts.joined(separator: "; ")))
      .adding("proposals", .text("[\(products.compactMap { $0.text("json") }.joined(separator: ","))]"))
  }
}
