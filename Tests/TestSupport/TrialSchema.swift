import ChangeModel

/// A small org for tests of the engine: one table with a column for each policy, children of each deletion rule.
public enum TrialSchema {
  public static let workflow = Workflow(
    states: [
      Workflow.State("draft", next: ["sent", "cancelled"]), Workflow.State("sent", next: ["done", "cancelled"]),
      Workflow.State("cancelled", next: []), Workflow.State("done", next: []),
    ], initial: ["draft", "sent"])

  public static let schema = Schema(
    version: 1,
    tables: [
      TableSchema(
        "territories", meaning: "Where customers are.", scope: .org, deletion: .never, officeOwned: true,
        columns: [ColumnSchema("name", .text, notNull: true, unique: true, meaning: "The name.")]),
      TableSchema(
        "reps", meaning: "Who sells.", scope: .org, deletion: .never, officeOwned: true,
        columns: [ColumnSchema("name", .text, notNull: true, meaning: "The name.")]),
      TableSchema(
        "items", meaning: "A row with every policy.", scope: .owner(column: "territory_id"), deletion: .updateWins,
        columns: [
          ColumnSchema("territory_id", .reference, references: "territories", meaning: "Where it is."),
          ColumnSchema("name", .text, notNull: true, fallback: .text(""), meaning: "latest"),
          ColumnSchema("street", .text, group: "address", meaning: "latest, in a group"),
          ColumnSchema("city", .text, group: "address", meaning: "latest, in a group"),
          ColumnSchema("credit", .integer, .office, fallback: .integer(0), meaning: "office"),
          ColumnSchema("began_at", .integer, .first, meaning: "first"),
          ColumnSchema("highest", .integer, .max, meaning: "max"),
          ColumnSchema("lowest", .integer, .min, meaning: "min"),
          ColumnSchema("hits", .integer, .counter, notNull: true, fallback: .integer(0), meaning: "counter"),
          ColumnSchema("tags", .text, .set, notNull: true, fallback: .text("[]"), meaning: "set"),
          ColumnSchema("notes", .text, .text, meaning: "text"),
          ColumnSchema(
            "status", .text, .workflow(workflow), notNull: true, fallback: .text("draft"), meaning: "workflow"),
          ColumnSchema("terms", .text, .ask, meaning: "ask"),
          ColumnSchema("code", .text, unique: true, meaning: "unique"),
        ]),
      TableSchema(
        "parts", meaning: "A child that an update saves.", scope: .parent(column: "item_id"), deletion: .updateWins,
        joinsParent: true,
        columns: [
          ColumnSchema("item_id", .reference, references: "items", notNull: true, meaning: "Its item."),
          ColumnSchema("name", .text, meaning: "latest"),
        ]),
      TableSchema(
        "bills", meaning: "A child that is never deleted.", scope: .parent(column: "item_id"), deletion: .never,
        columns: [
          ColumnSchema("item_id", .reference, references: "items", notNull: true, meaning: "Its item."),
          ColumnSchema("amount", .integer, meaning: "latest"),
        ]),
      TableSchema(
        "pins", meaning: "A child that a delete removes for good.", scope: .parent(column: "item_id"),
        deletion: .deleteWins,
        columns: [
          ColumnSchema("item_id", .reference, references: "items", notNull: true, meaning: "Its item."),
          ColumnSchema("label", .text, meaning: "latest"),
        ]),
      .conflicts(),
    ], territoryTable: "territories", repTable: "reps", conflictTable: "conflicts")

  public static let territories = 0
  public static let reps = 1
  public static let items = 2
  public static let parts = 3
  public static let bills = 4
  public static let pins = 5
  public static let conflicts = 6

  /// The index of a column of the items table.
  public static func item(_ column: String) -> Int { schema.tables[items].column(column) ?? -1 }
}
