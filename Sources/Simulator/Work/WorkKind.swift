/// The kinds of work that users do.
enum WorkKind: Int, CaseIterable {
  case newCustomer, visit, contact, cell, address, move, checkIn, replacement, creditLimit
  case order, step, line, sameNumber
  case deleteCustomer, deleteContact, deleteVisit, deleteLine

  /// How often it is done where a world dwells on nothing else.
  var weight: Int {
    switch self {
    case .cell: 8
    case .order: 4
    case .step: 3
    case .newCustomer, .visit, .contact: 2
    case .address, .move, .checkIn, .replacement, .creditLimit, .line, .sameNumber: 1
    case .deleteCustomer, .deleteContact, .deleteVisit, .deleteLine: 1
    }
  }
}
