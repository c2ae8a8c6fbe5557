import ChangeModel
import FieldClient
import ReplicaStore

/// How rejected changes are shown.
enum AttentionShapes {
  static let list = [
    Field("NUMBER", "sequence", .number), Field("WHEN", "sealed_at", .moment), Field("WHAT", "summary"),
    Field("REASON", "message"),
  ]
  static let card = [
    Field("number", "sequence", .number), Field("reason", "message"), Field("made", "sealed_at", .moment),
    Field("rejected", "rejected_at", .moment), Field("what", "summary"),
  ]

  static func record(_ item: AttentionItem, _ changes: [AttentionBook.Change]) -> Record {
    Record(
      columns: ["sequence", "message", "sealed_at", "rejected_at", "summary"],
      values: [
        .integer(item.sequence), .text(item.rejection.message), .integer(item.sealedAt), .integer(item.rejectedAt),
        .text(summary(changes)),
      ])
  }

  static func json(_ item: AttentionItem, _ changes: [AttentionBook.Change]) -> JSON {
    .object([
      ("sequence", JSON(item.sequence)), ("code", .string("\(item.rejection.code)")),
      ("message", .string(item.rejection.message)), ("sealed_at", JSON(item.sealedAt)),
      ("rejected_at", JSON(item.rejectedAt)),
      (
        "changes",
        .array(
          changes.map { change in
            .object([
              ("table", .string(change.table)), ("kind", .string("\(change.kind)")),
              ("id", JSON(change.row?.description)),
              ("cells", .object(change.cells.map { ($0.column, JSON($0.value)) })),
            ])
          })
      ),
    ])
  }

  static func verb(_ kind: RowChange.Kind) -> String {
    switch kind {
    case .insert: "new in"
    case .update: "changed in"
    case .delete: "deleted from"
    }
  }

  /// Such as "1 new in orders, 3 new in order_lines".
  private static func summary(_ changes: [AttentionBook.Change]) -> String {
    var counts = [(text: String, count: Int)]()
    for change in changes {
      let text = "\(verb(change.kind)) \(change.table)"
      if let index = counts.firstIndex(where: { $0.text == text }) {
        counts[index].count += 1
      } else {
        counts.append((text, 1))
      }
    }
    return counts.map { "\($0.count) \($0.text)" }.joined(separator: ", ")
  }
}
