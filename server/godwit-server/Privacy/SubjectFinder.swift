import ChangeModel
import Hub
import HubServer

/// Finds a person by what people call them: a customer by code, name or ID, a contact by name or ID.
struct SubjectFinder {
  let link: any OfficeLink

  /// - Throws: `OfficeFault` when there is none, or more than one.
  func find(_ text: String, in table: String = "customers") async throws -> SubjectRef {
    if let id = RowID(text) { return SubjectRef(table: table, id: id.description) }
    var found = [RowID]()
    var byCode: RowID?
    try await link.forEachRow(of: table) { row in
      if row.values["code"]?.text == text { byCode = row.id }
      if row.values["name"]?.text == text { found.append(row.id) }
    }
    if let byCode { return SubjectRef(table: table, id: byCode.description) }
    guard let id = found.first else {
      throw OfficeFault("There is no row \"\(text)\" in \(table). Give the code, the whole name or the ID.")
    }
    guard found.count == 1 else {
      let ids = found.prefix(5).map(\.description).joined(separator: ", ")
      throw OfficeFault("\(found.count) rows of \(table) are called \"\(text)\". Give an ID: \(ids).")
    }
    return SubjectRef(table: table, id: id.description)
  }
}
