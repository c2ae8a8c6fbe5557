import ChangeModel

extension FieldSales {
  static let visitAttachments = TableSchema(
    "visit_attachments", meaning: "A photo, a signature or a paper from a visit.",
    scope: .parent(column: "visit_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("visit_id", .reference, references: "visits", notNull: true, meaning: "The visit."),
      ColumnSchema("kind", .text, notNull: true, fallback: .text("photo"), meaning: "photo, signature or document."),
      ColumnSchema("name", .text, meaning: "What it shows, or who signed; lists show it."),
      ColumnSchema("media_type", .text, meaning: "What its bytes are, such as image/jpeg."),
      ColumnSchema("content", .blob, meaning: "The bytes themselves, at most 1 MiB; NULL when `location` names them."),
      ColumnSchema("location", .text, meaning: "Where the bytes are when they are not here, such as a web address."),
      ColumnSchema("taken_at", .integer, meaning: "When, in milliseconds since 1970 UTC."),
    ])
}
