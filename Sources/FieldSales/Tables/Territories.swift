import ChangeModel

extension FieldSales {
  static let territories = TableSchema(
    "territories",
    meaning: "A part of the market that reps are assigned to; what hangs on it is seen by its reps alone.",
    scope: .org, deletion: .never, officeOwned: true, writers: [.office, .administrator],
    columns: [
      ColumnSchema(
        "name", .text, .office, notNull: true,
        meaning: "The name that people use; reps and managers read it wherever a customer is shown."),
      ColumnSchema(
        "code", .text, .office,
        meaning: "The key in the system that the office imports from; the office finds the row again by it."),
    ])
}
