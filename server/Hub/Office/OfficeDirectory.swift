import ChangeModel
import HubStore
import MergeEngine

/// Finds territories and reps by what a person calls them: a name, or an ID.
struct OfficeDirectory {
  /// A row as a person knows it.
  struct Entry {
    var row: Int64
    var id: RowID
    var name: String
  }

  let schema: Schema
  let store: any HubReading

  func territories() throws -> [Entry] { try entries(of: schema.territoryTable) }
  func reps() throws -> [Entry] { try entries(of: schema.repTable) }

  func territory(_ text: String) throws -> Entry { try find(text, in: territories(), what: "territory") }
  func rep(_ text: String) throws -> Entry { try find(text, in: reps(), what: "rep") }

  /// The role that stands in a rep's row; the least one when there is none.
  func role(_ rep: Entry) throws -> Role {
    guard let table = schema.index(of: schema.repTable), let column = schema.tables[table].column("role") else {
      return .rep
    }
    var needs = RowNeeds()
    needs.keys.insert(RowKey(table: table, row: rep.row))
    return try store.load(needs).rows.first?.values[column].text.flatMap(Role.init(rawValue:)) ?? .rep
  }

  /// The rows of several territories, each once, ascending.
  func territoryRows(_ texts: [String]) throws -> [Int64] {
    Set(try texts.map { try territory($0).row }).sorted()
  }

  /// The name of the rep in this row; empty when there is none.
  func repName(_ row: Int64) throws -> String {
    guard let table = schema.index(of: schema.repTable) else { return "" }
    var needs = RowNeeds()
    needs.keys.insert(RowKey(table: table, row: row))
    return try store.load(needs).rows.first.map { name(of: $0, in: table) } ?? ""
  }

  /// - Throws: `OfficeFault` when the name is taken or no name at all.
  func checkNew(_ name: String, among entries: [Entry], what: String) throws {
    guard !name.allSatisfy(\.isWhitespace) else { throw OfficeFault("A \(what) needs a name.") }
    if let known = entries.first(where: { $0.name == name }) {
      throw OfficeFault("There is a \(what) \"\(name)\" already (\(known.id)). Choose another name.")
    }
  }

  private func entries(of tableName: String) throws -> [Entry] {
    guard let table = schema.index(of: tableName) else { return [] }
    var entries = [Entry]()
    try store.forEachRow(table: table) { row in
      entries.append(Entry(row: row.key.row, id: row.id, name: name(of: row, in: table)))
    }
    return entries
  }

  private func name(of row: RowState, in table: Int) -> String {
    schema.tables[table].column("name").flatMap { row.values[$0].text } ?? ""
  }

  private func find(_ text: String, in entries: [Entry], what: String) throws -> Entry {
    if let entry = entries.first(where: { $0.name == text }) { return entry }
    if let id = RowID(text), let entry = entries.first(where: { $0.id == id }) { return entry }
    guard !entries.isEmpty else {
      throw OfficeFault("There is no \(what) \"\(text)\"; there is none at all yet. Add it first.")
    }
    let names = entries.prefix(20).map { "\"\($0.name)\"" }.joined(separator: ", ")
    let more = entries.count > 20 ? " and \(entries.count - 20) more" : ""
    throw OfficeFault("There is no \(what) \"\(text)\". There are: \(names)\(more).")
  }
}
