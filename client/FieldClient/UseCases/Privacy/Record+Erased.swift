import FieldSales

extension Record {
  /// Refuses early what the server would reject: of a person who was erased nothing personal is taken again.
  func requireNotErased(for cells: Cells, in table: String) throws {
    guard integer(PersonalData.marker) != nil,
      let personal = PersonalData.columns.first(where: { $0.table == table })?.columns,
      zip(cells.columns, cells.values).contains(where: { personal.contains($0) && !PersonalData.isEmpty($1) })
    else { return }
    let name = text("code") ?? text("name") ?? ""
    throw FieldError(.failed, "\(name) was erased: nothing personal is kept of them any more")
  }
}
