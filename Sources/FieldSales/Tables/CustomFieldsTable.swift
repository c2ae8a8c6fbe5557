import ChangeModel

extension FieldSales {
  static let customFields = TableSchema(
    "custom_fields",
    meaning: "A field of the org's own, as the office has declared it; while there is none, names are free.",
    scope: .org, deletion: .never, officeOwned: true, writers: [.office, .administrator],
    columns: [
      ColumnSchema(
        "name", .text, .office, notNull: true,
        meaning: "What the field is called; values are kept under this name, so it stays as it is."),
      ColumnSchema(
        "table_name", .text, .office, notNull: true, fallback: .text("customers"),
        meaning: "The table whose rows have the field in their column `custom_fields`."),
      ColumnSchema(
        "kind", .text, .office, notNull: true, fallback: .text("text"),
        meaning: "`text`, `number`, `date` or `choice`; programs refuse a value that is none."),
      ColumnSchema(
        "choices", .text, .office,
        meaning: "Of a `choice`: a JSON array of the texts it may be; reps choose among them."),
      ColumnSchema("meaning", .text, .office, meaning: "What is to be written there; reps read it."),
      ColumnSchema(
        "active", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "1 while the field is in use, else 0; programs ask for it no more, and what was written stays."),
    ])
}
