/// Who writes which columns of a table, found once: a merge asks for it with each row.
struct WriteRights: Hashable, Sendable {
  private struct Right: Hashable, Sendable {
    var isOpen: Bool
    var foreign: UInt64
  }

  /// In the order of `Role.allCases`.
  private let rights: [Right]

  init(columns: [ColumnSchema], officeOwned: Bool, writers: [Role]?) {
    rights = Role.allCases.map { role in
      let usual = officeOwned ? role == .office : [.rep, .manager, .office].contains(role)
      let isOpen = writers?.contains(role) ?? usual
      var foreign: UInt64 = 0
      for (index, column) in columns.enumerated() {
        let keeps = column.policy != .office || role == .office || writers?.contains(role) == true
        if !(isOpen && (column.writers?.contains(role) ?? keeps)) { foreign |= 1 << UInt64(index) }
      }
      return Right(isOpen: isOpen, foreign: foreign)
    }
  }

  func isOpen(to role: Role) -> Bool { rights[Self.place(of: role)].isOpen }

  func foreign(to role: Role) -> UInt64 { rights[Self.place(of: role)].foreign }

  private static func place(of role: Role) -> Int {
    switch role {
    case .rep: 0
    case .manager: 1
    case .office: 2
    case .auditor: 3
    case .administrator: 4
    }
  }
}
