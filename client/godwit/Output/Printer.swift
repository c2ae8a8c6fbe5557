import ChangeModel
import FieldClient

/// Puts results where they belong: one JSON document for programs, tables and cards for people.
struct Printer {
  let isJSON: Bool
  let terminal: Terminal
  var language = Language.ofProcess

  /// A list, or in its place what an empty one means.
  /// - Parameter limit: the most that was asked for; a list of that length may be cut off.
  func list(_ records: [Record], _ fields: [Field], empty: Phrase, limit: Int? = nil) {
    if isJSON { return document(JSON(records)) }
    if records.isEmpty { return print(said(empty)) }
    table(records, fields)
    if let limit, records.count == limit {
      note("the first \(limit) are shown; --limit 0 shows all")
    }
  }

  /// One record as lines of name and value; what is empty is left out.
  func card(_ record: Record, _ fields: [Field]) {
    let lines = fields.map { ($0.title(in: language), Printable.lines($0.text(of: record, in: language))) }
      .filter { $0.1 != [""] }
    let width = lines.reduce(0) { max($0, DisplayWidth.of($1.0)) }
    for (title, texts) in lines {
      for (index, text) in texts.enumerated() { line(index == 0 ? title : "", text, width: width) }
    }
  }

  /// A part of a card: a title and a table; nothing when there are no rows.
  func section(_ title: String, _ records: [Record], _ fields: [Field]) {
    guard !records.isEmpty else { return }
    print("\n\(terminal.paint.bold(Catalogue.title(title, in: language)))")
    table(records, fields)
  }

  func document(_ json: JSON) { print(json.text) }

  /// A line for a person; nothing where a program reads.
  func say(_ phrase: Phrase) {
    if !isJSON { print(said(phrase)) }
  }

  /// The same with a text that is made elsewhere, and said as it is in any language. A literal is a phrase.
  @_disfavoredOverload
  func say<Text: StringProtocol>(_ text: Text) { say(Phrase(verbatim: String(text))) }

  /// A line for a person beside the result, on standard error.
  func note(_ phrase: Phrase) { Terminal.note(said(phrase)) }

  /// A phrase in the user's language, on one line.
  func said(_ phrase: Phrase) -> String { Printable.line(phrase.text(in: language)) }

  /// A line of a card.
  /// - Parameter name: the title in the user's language.
  func line(_ name: String, _ text: String, width: Int) {
    print("\(terminal.paint.dim(DisplayWidth.padded(name, to: width)))  \(text)")
  }

  private func table(_ records: [Record], _ fields: [Field]) {
    let rows = records.map { record in fields.map { Printable.line($0.text(of: record, in: language)) } }
    // Columns in which nothing stands only take room.
    let used = fields.indices.filter { index in rows.contains { !$0[index].isEmpty } }
    let table = Table(
      headings: used.map {
        Table.Heading(title: fields[$0].title(in: language), isNumber: fields[$0].isNumber, isRigid: fields[$0].isRigid)
      },
      rows: rows.map { row in used.map { row[$0] } })
    for line in table.lines(width: terminal.width, paint: terminal.paint) { print(line) }
  }
}

extension Printer {
  /// One record: an object for programs, a card for people.
  func show(_ record: Record, _ fields: [Field]) {
    if isJSON { document(JSON(record)) } else { card(record, fields) }
  }
}
