import ChangeModel
import FieldClient
import Foundation

/// How conflicts are shown.
enum ConflictShapes {
  static let list = [
    Field("ID", "id", .shortID), Field("WHEN", "recorded_at", .moment), Field("TABLE", "table_name"),
    Field("ROW", "row_label"), Field("STANDS", "kept"), Field("LOST", "lost"), Field("STATUS", "status"),
  ]
  static let card = [
    Field("id", "id", .id), Field("when", "recorded_at", .moment), Field("table", "table_name"),
    Field("row", "row_label"), Field("row id", "row_id", .id), Field("stands", "kept"), Field("lost", "lost"),
    Field("rule", "rule"), Field("stands by device", "kept_device", .number),
    Field("lost by device", "lost_device", .number), Field("status", "status"), Field("decision", "decision"),
    Field("decided by", "decided_by_name"), Field("decided at", "decided_at", .moment), Field("note", "note"),
  ]

  static func show(_ conflict: Record, _ printer: Printer) {
    printer.show(printer.isJSON ? conflict : inWords(conflict, in: printer.language), card)
  }

  /// The same with what stands and what lost as text instead of JSON; what is equal in both is left out.
  static func inWords(_ conflict: Record, in language: Language) -> Record {
    let kept = object(conflict.text("kept"))
    let lost = object(conflict.text("lost"))
    var values = conflict.values
    for (index, column) in conflict.columns.enumerated() {
      if column == "status", let decision = conflict.text("decision") {
        values[index] = .text(Phrase("decided: \(word: decision, of: "decision")").text(in: language))
      }
      if column == "kept" { values[index] = .text(words(kept, unlike: lost).text(in: language)) }
      if column == "lost" { values[index] = .text(words(lost, unlike: kept).text(in: language)) }
    }
    return Record(columns: conflict.columns, values: values)
  }

  private static func words(_ object: [String: String?], unlike other: [String: String?]) -> Phrase {
    if let id = object["id"] { return id == nil ? "deleted" : "not deleted" }
    let names = object.keys.sorted().filter { other[$0] != object[$0] }
    return .list(
      names.map { name in
        guard let value = object[name] ?? nil else { return "\(name): nothing" }
        return "\(name): \(value)"
      })
  }

  /// The members of a JSON object as texts.
  private static func object(_ json: String?) -> [String: String?] {
    let parsed = json.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    return (parsed ?? [:]).mapValues { $0 is NSNull ? nil : "\($0)" }
  }
}
