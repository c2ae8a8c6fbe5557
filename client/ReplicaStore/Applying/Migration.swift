import ChangeModel
import GRDB
import PlantedBugs

/// Brings the tables to a newer schema. Tables and columns are only ever appended, so nothing is rewritten.
struct Migration {
  let old: Schema
  let new: Schema

  /// The statements, in order.
  /// - Throws: `ReplicaError.incompatibleSchema` when it cannot follow the one that the replica has.
  func statements() throws -> [String] {
    let faults = SchemaStep(from: old, to: new).faults
    if !faults.isEmpty { throw ReplicaError.incompatibleSchema(faults.joined(separator: "; ")) }
    var statements = dropTriggers
    for (index, table) in new.tables.enumerated() {
      let ddl = TableDDL(schema: new, index: index)
      if index < old.tables.count {
        statements += table.columns[old.tables[index].columns.count...].map(ddl.addColumn)
        let captured = PlantedBug.newColumnNotCaptured.isOn ? TableDDL(schema: old, index: index) : ddl
        statements += ddl.indexes + captured.triggers
      } else {
        statements += ddl.creation
      }
    }
    if PlantedBug.migrationEmptiesOutbox.isOn { statements.append("DELETE FROM godwit_outbox") }
    return statements + EngineDDL.dictionary(new)
  }

  private var dropTriggers: [String] {
    old.tables.indices.flatMap { TableDDL(schema: old, index: $0).dropTriggers }
  }
}
