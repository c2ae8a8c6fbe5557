import ChangeModel
import FieldClient

/// Shows a report: as tables with bars for people, as a document, values or a picture for programs.
struct ReportPrinter {
  let options: ReportOptions

  /// - Parameter empty: what it means that there are no rows.
  func show(_ report: Report, _ shape: ReportShape, empty: Phrase) throws {
    let isForPrograms = options.common.json || options.csv || options.svg
    let limit = try options.limit.limit(isJSON: isForPrograms)
    let rows = limit.map { Array(report.rows.prefix($0)) } ?? report.rows
    if options.common.json { return printer.document(document(report, rows)) }
    if options.csv {
      let columns = report.rows.first?.columns ?? shape.fields.map(\.column)
      return Swift.print(CSV.text(rows, columns: columns), terminator: "")
    }
    if options.svg {
      guard let chart = shape.chart else {
        throw FieldError(.usage, "this report has no picture: try --csv or --json")
      }
      let title = Catalogue.title(shape.title, in: printer.language)
      return Swift.print(bars(rows, chart, title: title).svg, terminator: "")
    }
    table(report, rows, shape, limit: limit, empty: empty)
    if rows.count < report.rows.count {
      printer.note("\(rows.count) of \(report.rows.count) rows are shown; --limit 0 shows all")
    }
  }

  /// Sums are shown whole; only long lists beside the rows are cut.
  private static let partRowsMin = 20

  private var printer: Printer { options.common.printer }

  private func table(_ report: Report, _ rows: [Record], _ shape: ReportShape, limit: Int?, empty: Phrase) {
    printer.say(heading(report.scope))
    if rows.isEmpty { printer.say(empty) }
    let lines = shape.chart.map { bars(rows, $0, title: shape.title).lines }
    let drawn = rows.enumerated().map { index, row in
      lines.map { row.adding("bar", .text($0[index])) } ?? row
    }
    printer.section(shape.title, drawn, shape.fields + (lines == nil ? [] : [Field("", "bar")]))
    for part in shape.parts {
      printer.section(
        part.title, Array(report.part(part.name).prefix(max(Self.partRowsMin, limit ?? .max))), part.fields)
    }
    printer.say("")
    for definition in report.definitions { explain(definition) }
    for note in report.notes { printer.note(note) }
  }

  private func heading(_ scope: Record) -> Phrase {
    let from = Moment.text(scope.integer("from") ?? 0).prefix(10)
    let until = Moment.text((scope.integer("until") ?? 1) - 1).prefix(10)
    var parts: [Phrase] = ["\(String(from)) to \(String(until))"]
    for column in ["currency", "territory", "rep"] {
      if let name = scope.text(column) { parts.append(Phrase(verbatim: name)) }
    }
    return Phrase.list(parts)
  }

  /// In lines that the terminal has room for.
  private func explain(_ definition: Definition) {
    let text = printer.said(explained(definition))
    guard let width = printer.terminal.width else { return printer.say(text) }
    for line in DisplayWidth.broken(text, to: max(20, width)) { printer.say(line) }
  }

  private func explained(_ definition: Definition) -> Phrase {
    guard let source = definition.source else { return "- \(definition.meaning)" }
    return "- \(definition.meaning) Source: \(source)"
  }

  private func bars(_ rows: [Record], _ chart: ReportShape.Chart, title: String) -> BarChart {
    BarChart(
      title: title,
      bars: rows.map { row in
        let label = Field("", chart.label).text(of: row, in: printer.language)
        let none = printer.said("(none)")
        return BarChart.Bar(
          label: label.isEmpty ? none : label, value: Double(row.integer(chart.value.column) ?? 0),
          text: chart.value.text(of: row, in: printer.language))
      })
  }

  private func document(_ report: Report, _ rows: [Record]) -> JSON {
    let parts = report.parts.map { ($0.name, JSON($0.rows)) }
    let definitions = report.definitions.map { definition in
      JSON.object([
        ("figures", .array(definition.figures.map { .string($0) })), ("meaning", .string(definition.meaning.english)),
        ("source", JSON(definition.source)),
      ])
    }
    return .object(
      [("scope", JSON(report.scope)), ("rows", JSON(rows))] + parts
        + [
          ("definitions", .array(definitions)), ("notes", .array(report.notes.map { .string($0.english) })),
        ])
  }
}
