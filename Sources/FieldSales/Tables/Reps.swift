import ChangeModel

extension FieldSales {
  static let reps = TableSchema(
    "reps", meaning: "A person of the org who uses Godwit: a sales rep, a manager, or someone in the office.",
    scope: .org, deletion: .never, officeOwned: true, writers: [.office, .administrator],
    columns: [
      ColumnSchema(
        "name", .text, .office, notNull: true,
        meaning: "The person's full name; everyone reads it on visits and orders."),
      ColumnSchema(
        "role", .text, .office, notNull: true, fallback: .text("rep"),
        meaning:
          "What the person may do: `rep`, `manager`, `office`, `auditor` or `administrator`; the server's rules read it."
      ),
      ColumnSchema(
        "code", .text, .office,
        meaning: "The personnel number in the system that the office imports from; the office finds the row by it."),
      ColumnSchema(
        "title", .text, .office, meaning: "The job title; customers read it in offers and on cards."),
      ColumnSchema("email", .text, .office, meaning: "The address at work; colleagues and customers write to it."),
      ColumnSchema("phone", .text, .office, meaning: "The number at work, as dialled; colleagues call it."),
      ColumnSchema(
        "active", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "1 while the person works for the org, else 0; managers leave out those who have gone."),
    ])
}
