import ChangeModel
import GRDB

/// Brings the tables to a newer schema. Tables and columns are only ever appended, so nothing is rewritten.
struct Migration {
  let old: Schema
  let new: Schema

  /// The statements, in order.
  /// - Throws: `ReplicaError.incompatibleSchema` when something was removed or renamed.
  func statements() throws -> [String] {
    guard new.tables.count >= old.tables.count else {
      throw ReplicaError.incompatibleSchema("it has fewer tables")
    }
    var statements = dropTriggers
    for (index, table) in new.tables.enumerated() {
      let ddl = TableDDL(schema: new, index: index)
      if index < old.tables.count {
        try check(old.tables[index], table)
        statements += table.columns[old.tables[index].columns.count...].map(ddl.addColumn)
        statements += ddl.indexes + ddl.triggers
      } else {
        statements += ddl.creation
      }
    }
    return statements + EngineDDL.dictionary(new)
  }

  private var dropTriggers: [String] {
    old.tables.indices.flatMap { TableDDL(schema: old, index: $0).dropTriggers }
  }

  private func check(_ before: TableSchema, _ after: TableSchema) throws {
    guard before.name == after.name else {
      throw ReplicaError.incompatibleSchema("\(before.name) became \(after.name)")
    }
    guard after.columns.count >= before.columns.count else {
      throw ReplicaError.incompatibleSchema("\(before.name) has fewer columns")
    }
    for (left, right) in zip(before.columns, after.columns)
    where left.name != right.name || left.kind != right.kind || left.references != right.references {
      throw ReplicaError.incompatibleSchema("\(before.name).\(left.name) became another column")
    }
  }
}
