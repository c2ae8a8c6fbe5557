import ChangeModel

/// S3: what waits in the outbox is what the user sees, whatever came from the server meanwhile.
extension World {
  func alwaysShown(_ device: SimulatedDevice) throws {
    // What was written since and is not sealed yet shows over what waits.
    guard device.replica != nil, device.ledger.unsealed.isEmpty else { return }
    // A copy pulls rows that it has yet to hand in itself, with all that the other disk did to them since.
    if device.isFork { return }
    try attempt("look at what is pending", on: device) {
      var last: [PendingPlace: RowChange] = [:]
      for (_, sealed) in device.ledger.outbox.sorted(by: { $0.key < $1.key })
      where !device.ledger.handedInAgain.contains(sealed.changeSet.stamp) {
        for change in sealed.changeSet.changes {
          let place = try self.place(of: change, on: device)
          last[place] = change.over(last[place])
        }
      }
      for (place, change) in last.sorted(by: { $0.key < $1.key }) {
        if let fault = try fault(of: change, at: place, on: device) {
          throw CheckFailure("alwaysShown", "\(device.name), \(fault)")
        }
      }
    }
  }

  /// By its ID, where it is there: what was sealed before the server numbered a row names it so as well.
  private func place(of change: RowChange, on device: SimulatedDevice) throws -> PendingPlace {
    let place = PendingPlace(change)
    let sql = "SELECT id FROM \(SimulatedTrade.newest.tables[change.table].name) WHERE \(place.condition)"
    guard case .blob(let bytes)? = try device.rows(sql).first?.first, let id = RowID(bytes) else { return place }
    return PendingPlace(table: change.table, condition: "id = \(SQLLiteral.text(id))")
  }

  private func fault(of change: RowChange, at place: PendingPlace, on device: SimulatedDevice) throws -> String? {
    let table = SimulatedTrade.newest.tables[place.table]
    let sets = change.cells.compactMap { cell -> (String, Value)? in
      guard case .set(let value) = cell.edit, value.reference == nil else { return nil }
      let column = table.columns[cell.column]
      return column.policy.needsBase ? nil : (column.name, value)
    }
    let names = ["id"] + sets.map(\.0)
    let sql = "SELECT \(names.joined(separator: ", ")) FROM \(table.name) WHERE \(place.condition)"
    // A row that is not there left with its territory.
    guard let row = try device.rows(sql).first else { return nil }
    if change.kind == .delete { return "\(table.name) \(change.row) is back, though its delete waits" }
    for ((name, sent), shown) in zip(sets, row.dropFirst()) where !sent.isSame(as: shown) {
      return "\(table.name) \(change.row) \(name) shows \(shown), though \(sent) waits"
    }
    return nil
  }
}

/// A row of which something waits.
private struct PendingPlace: Hashable, Comparable {
  var table: Int
  var condition: String

  init(table: Int, condition: String) {
    self.table = table
    self.condition = condition
  }

  init(_ change: RowChange) {
    table = change.table
    condition =
      switch change.row {
      case .number(let number): "godwit_row = \(number)"
      case .id(let id): "id = \(SQLLiteral.text(id))"
      }
  }

  static func < (left: PendingPlace, right: PendingPlace) -> Bool {
    (left.table, left.condition) < (right.table, right.condition)
  }
}

extension RowChange {
  /// What is to be seen of a change and one before it.
  fileprivate func over(_ older: RowChange?) -> RowChange {
    guard let older, kind == .update, older.kind != .delete else { return self }
    var both = self
    both.kind = older.kind
    both.cells = older.cells.filter { cell in !cells.contains { $0.column == cell.column } } + cells
    return both
  }
}
