import ChangeModel
import FieldClient
import ReplicaStore

/// How rejected changes are shown.
enum AttentionShapes {
  static let list = [
    Field("NUMBER", "sequence", .number), Field("WHEN", "sealed_at", .moment), Field("WHAT", "summary"),
    Field("REASON", "message", .sentence),
  ]
  static let card = [
    Field("number", "sequence", .number), Field("reason", "message", .sentence), Field("made", "sealed_at", .moment),
    Field("rejected", "rejected_at", .moment), Field("what", "summary"),
  ]

  static func record(
    _ item: AttentionItem, _ changes: [AttentionBook.Change], in language: Language
  ) -> Record {
    Record(
      columns: ["sequence", "message", "sealed_at", "rejected_at", "summary"],
      values: [
        .integer(item.sequence), .text(item.rejection.message), .integer(item.sealedAt), .integer(item.rejectedAt),
        .text(summary(changes).text(in: language)),
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

  /// Such as "new in orders".
  static func phrase(_ change: AttentionBook.Change) -> Phrase {
    switch change.kind {
    case .insert: "new in \(change.table)"
    case .update: "changed in \(change.table)"
    case .delete: "deleted from \(change.table)"
    }
  }

  /// Such as "1 new in orders, 3 new in order_lines".
  private static func summary(_ changes: [AttentionBook.Change]) -> Phrase {
    var counts = [(phrase: Phrase, count: Int)]()
    for change in changes {
      let phrase = phrase(change)
      if let index = counts.firstIndex(where: { $0.phrase == phrase }) {
        counts[index].count += 1
      } else {
        counts.append((phrase, 1))
      }
    }
    return .list(counts.map { "\($0.count) \($0.phrase)" })
  }
}
