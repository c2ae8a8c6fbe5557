import ChangeModel
import HubStore
import MergeEngine

/// The row that a program of the office names.
enum SubjectRow {
  /// The row, living or deleted.
  /// - Throws: `OfficeFault` when there is no such row.
  static func find(_ subject: SubjectRef, schema: Schema, store: any HubReading) throws -> RowState {
    guard let table = schema.index(of: subject.table), let id = RowID(subject.id) else {
      throw OfficeFault("\(subject.table) \(subject.id) is no row. Name it by its table and ID.")
    }
    var needs = RowNeeds()
    needs.ids.insert(TableID(table: table, id: id))
    guard let row = try store.load(needs).rows.first(where: { $0.id == id && $0.key.table == table }) else {
      throw OfficeFault("There is no row \(subject.id) in \(subject.table).")
    }
    return row
  }
}
