import ChangeModel
import MergeEngine

extension Hearing {
  /// Of a person who was erased nothing personal is taken again, whoever brings it, and wherever it hangs.
  func faultOfErasure(_ row: TouchedRow) -> Rejection? {
    guard let personal = PersonalData.masks[row.key.table], personal & row.mask != 0, isErased(row.after) else {
      return nil
    }
    for column in row.after.values.indices where personal & row.mask & (1 << UInt64(column)) != 0 {
      guard !PersonalData.isEmpty(row.after.values[column]) else { continue }
      return rejection(.businessRule, row, FieldSales.erasedMessage)
    }
    return nil
  }

  /// The row itself, the rows it hangs on, or the customer that it names.
  private func isErased(_ row: RowState) -> Bool {
    var next: RowState? = row
    while let state = next {
      if hasMarker(state) { return true }
      next = state.parent.flatMap(view.row)
    }
    // A task belongs to a territory, and names the person.
    guard row.key.table == Place.tasks else { return false }
    let named = [
      row.target(Place.TaskRow.customer, in: Place.customers), row.target(Place.TaskRow.contact, in: Place.contacts),
    ]
    return named.compactMap { $0.flatMap(view.row) }.contains(where: hasMarker)
  }

  private func hasMarker(_ row: RowState) -> Bool {
    switch row.key.table {
    case Place.customers: !row.value(Place.Customer.erasedAt).isNull
    case Place.contacts: !row.value(Place.Contact.erasedAt).isNull
    default: false
    }
  }
}

extension FieldSales {
  /// What whoever changes an erased person is told; replicas know by it what they must not keep.
  public static let erasedMessage =
    "The person was erased: nothing about them is kept any more. Discard your change."
}
