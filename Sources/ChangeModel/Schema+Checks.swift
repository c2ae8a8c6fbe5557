extension Schema {
  /// What is wrong with the schema, in words; empty for a good one. A program refuses to start with a bad schema.
  public var faults: [String] {
    var faults = [String]()
    let names = tables.map(\.name)
    if Set(names).count != names.count { faults.append("two tables have the same name") }
    if tables.count > 250 { faults.append("more than 250 tables") }
    for needed in [territoryTable, repTable, conflictTable] where !names.contains(needed) {
      faults.append("there is no table \(needed)")
    }
    for table in tables { faults += faultsOf(table).map { "\(table.name): \($0)" } }
    for name in ConflictColumns.all where self[conflictTable]?.column(name) == nil {
      faults.append("\(conflictTable): there is no column \(name)")
    }
    return faults
  }

  private func faultsOf(_ table: TableSchema) -> [String] {
    var faults = [String]()
    let names = table.columns.map(\.name)
    if Set(names).count != names.count { faults.append("two columns have the same name") }
    if names.count > 62 { faults.append("more than 62 columns") }
    for name in names + [table.name] where name.hasPrefix("godwit_") || name == "id" || !Self.isIdentifier(name) {
      faults.append("\(name) is not a name that a table or column can have")
    }
    for column in table.columns { faults += faultsOf(column).map { "\(column.name): \($0)" } }
    for group in table.groups {
      let policies = Set(group.columns.map { table.columns[$0].policy })
      if policies.count > 1 { faults.append("group \(group.name) has more than one policy") }
      if group.columns.count > 1, group.policy.needsBase {
        faults.append("group \(group.name) cannot be \(group.policy.name)")
      }
    }
    switch table.scope {
    case .org: break
    case .owner(let name):
      let owner = table.columns.first { $0.name == name }?.references
      if owner != territoryTable && owner != repTable {
        faults.append("\(name) does not reference \(territoryTable) or \(repTable)")
      }
    case .parent(let name):
      let parent = table.columns.first { $0.name == name }?.references
      if parent.flatMap({ index(of: $0) }).map({ $0 < (index(of: table.name) ?? 0) }) != true {
        faults.append("\(name) does not reference a table that stands before this one")
      }
    }
    return faults
  }

  private func faultsOf(_ column: ColumnSchema) -> [String] {
    let kindIsRight =
      switch column.policy {
      case .counter: column.kind == .integer
      case .set, .text, .workflow: column.kind == .text
      default: true
      }
    var faults = kindIsRight ? [] : ["a \(column.kind.rawValue) column cannot be \(column.policy.name)"]
    if (column.kind == .reference) != (column.references != nil) { faults.append("a reference names its table") }
    if let target = column.references, index(of: target) == nil { faults.append("there is no table \(target)") }
    return faults
  }

  private static func isIdentifier(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }
}

extension Schema {
  /// A hash of everything that both sides must agree on; comments (`meaning`), the version and the
  /// oldest program do not count.
  public var fingerprint: Digest {
    var hash = SipHash()
    for text in [territoryTable, repTable, conflictTable] { hash.appendItem(text) }
    for table in tables {
      hash.appendItem("table")
      hash.appendItem(table.name)
      switch table.scope {
      case .org: hash.appendItem("org")
      case .owner(let column): hash.appendItem("owner " + column)
      case .parent(let column): hash.appendItem("parent " + column)
      }
      hash.appendItem(table.deletion.rawValue)
      hash.append(table.officeOwned ? 1 : 0 as UInt8)
      hash.append(table.joinsParent ? 1 : 0 as UInt8)
      for column in table.columns { hash.append(column) }
    }
    return hash.finish()
  }
}

extension SipHash {
  fileprivate mutating func appendItem(_ text: String) { append(.text(text)) }

  fileprivate mutating func append(_ column: ColumnSchema) {
    appendItem("column")
    appendItem(column.name)
    appendItem(column.kind.rawValue)
    appendItem(column.policy.name)
    if case .workflow(let workflow) = column.policy {
      for state in workflow.states {
        appendItem(state.name)
        append(UInt64(state.next.count))
        for next in state.next { appendItem(next) }
      }
      for state in workflow.initial { appendItem(state) }
    }
    appendItem(column.group ?? "")
    appendItem(column.references ?? "")
    append(column.notNull ? 1 : 0 as UInt8)
    append(column.fallback)
    append(column.unique ? 1 : 0 as UInt8)
  }
}
