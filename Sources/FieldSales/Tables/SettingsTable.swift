import ChangeModel

extension FieldSales {
  static let settings = TableSchema(
    "settings", meaning: "A figure that the org has changed from its default, such as a rhythm or a threshold.",
    scope: .org, deletion: .never, officeOwned: true, writers: [.office, .administrator],
    columns: [
      ColumnSchema(
        "key", .text, .office, notNull: true, unique: true,
        meaning: "The setting's name, such as `lead.rhythm.week_days`; programs look for it."),
      ColumnSchema(
        "value", .text, .office,
        meaning: "What the org chose, as text; NULL for the default, which `FieldSales` knows."),
    ])
}
