import ChangeModel
import Foundation
import MergeEngine

/// Works out the expressions of a mapping for one record.
struct Evaluation {
  let plan: ImportPlan
  let record: CSVRecord
  /// The running numbers of the record.
  var numbers: [Int] = []

  func cell(of expression: ImportPlan.Expression) throws(RowFault) -> Cell {
    var cell: Cell
    if case .join(let separator)? = expression.steps.first {
      var texts = [String]()
      for term in expression.terms {
        let text = try self.cell(of: term).text.trimmed
        if !text.isEmpty { texts.append(text) }
      }
      cell = Cell(texts.joined(separator: separator))
    } else {
      cell = try expression.terms.first.map { term throws(RowFault) in try self.cell(of: term) } ?? .empty
    }
    for step in expression.steps { cell = try apply(step, to: cell) }
    return cell
  }

  func cell(of term: ImportPlan.Term) throws(RowFault) -> Cell {
    switch term {
    case .constant(let text): return Cell(text)
    case .number(let index): return numbers.indices.contains(index) ? Cell(String(numbers[index])) : .empty
    case .definition(let index): return try cell(of: plan.definitions[index])
    case .field(let index):
      guard let text = record.text(of: index, as: plan.encoding) else {
        throw RowFault("\(plan.header[index]) is not text in \(plan.encoding.rawValue)")
      }
      return Cell(text)
    }
  }

  private func apply(_ step: Mapping.Step, to cell: Cell) throws(RowFault) -> Cell {
    switch step {
    case .otherwise(let term): return cell.isEmpty ? try self.cell(of: plan.term(term)) : cell
    case _ where cell.isEmpty: return .empty
    case .join: return cell
    case .negate:
      guard case .integer(let number) = cell, number != .min else { return cell }
      return .integer(-number)
    case .unless(let term): return try self.cell(of: plan.term(term)).text.trimmed == cell.text.trimmed ? .empty : cell
    case .map(let values, let otherwise): return try mapped(cell.text, values, otherwise)
    case .lookup, .find, .usual, .sum: return try lookedUp(step, cell.text.trimmed)
    case .phone(let term):
      let callingCode = try term.map { term throws(RowFault) in try self.cell(of: plan.term(term)).text.trimmed }
      return Cell(PhoneNumber.international(cell.text, callingCode: callingCode ?? ""))
    case .reference(let kind): return .reference(plan.id(cell.text.trimmed, of: kind))
    case .ownReference(let kind): return .reference(try plan.ownID(cell.text.trimmed, of: kind))
    default: return try converted(step, cell.text)
    }
  }

  private func converted(_ step: Mapping.Step, _ text: String) throws(RowFault) -> Cell {
    switch step {
    case .trim: return Cell(text.trimmed)
    case .upper: return Cell(text.uppercased())
    case .lower: return Cell(text.lowercased())
    case .clean(let form): return Cell(form.applied(to: text))
    case .integer:
      guard let number = ExactDecimal(text.trimmed, in: plan.mapping.numberForm)?.scaled(to: 0) else {
        throw RowFault("\"\(text)\" is no whole number")
      }
      return .integer(number)
    case .whole:
      guard let number = ExactDecimal(text.trimmed, in: plan.mapping.numberForm)?.scaled(to: 0) else {
        throw RowFault("\"\(text)\" is no whole number")
      }
      return Cell(String(number))
    case .decimal(let places, let isRounded, let form):
      guard let number = ExactDecimal(text.trimmed, in: form ?? plan.mapping.numberForm) else {
        throw RowFault("\"\(text)\" is no number")
      }
      guard let units = number.scaled(to: places, isRounded: isRounded) else {
        throw RowFault("\"\(text)\" has more than \(places) decimals, or is too large")
      }
      return .integer(units)
    case .date(let format): return .integer(try milliseconds(text.trimmed, format))
    case .day(let format): return Cell(DateFormat.day(of: try milliseconds(text.trimmed, format)))
    case .epoch(let unit):
      guard let (time, overflow) = Int64(text.trimmed)?.multipliedReportingOverflow(by: unit), !overflow else {
        throw RowFault("\"\(text)\" is no number of \(unit == 1 ? "milli" : "")seconds since 1970")
      }
      return .integer(time)
    case .ownTime:
      guard let time = Int64(text.trimmed) ?? DateFormat.isoMilliseconds(text.trimmed) else {
        throw RowFault("\"\(text)\" is no time; write milliseconds since 1970 UTC or YYYY-MM-DD hh:mm:ss")
      }
      return .integer(time)
    case .boolean: return .integer(try boolean(text.trimmed))
    case .set(let separator):
      return .text(SetText.write(text.components(separatedBy: separator).map(\.trimmed).filter { !$0.isEmpty }))
    case .json(let field): return try json(field, in: text)
    default: return Cell(text)
    }
  }

  private func milliseconds(_ text: String, _ format: DateFormat?) throws(RowFault) -> Int64 {
    guard let time = format.map({ $0.milliseconds(text) }) ?? DateFormat.isoMilliseconds(text) else {
      throw RowFault("\"\(text)\" is no date in the form \(format?.pattern ?? "YYYY-MM-DD")")
    }
    return time
  }

  private func boolean(_ text: String) throws(RowFault) -> Int64 {
    switch text.lowercased() {
    case "1", "true", "t", "yes", "y": return 1
    case "0", "false", "f", "no", "n": return 0
    default: throw RowFault("\"\(text)\" is neither yes nor no")
    }
  }

  private func mapped(
    _ text: String, _ values: [String: String], _ otherwise: Mapping.Term?
  ) throws(RowFault) -> Cell {
    if let value = values[text.trimmed] { return Cell(value) }
    if let otherwise { return try cell(of: plan.term(otherwise)) }
    throw RowFault("\"\(text)\" is none of \(values.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", "))")
  }

  private func lookedUp(_ step: Mapping.Step, _ key: String) throws(RowFault) -> Cell {
    switch step {
    case .lookup(let file, let column), .find(let file, let column):
      switch plan.sideTables[file]?.value(of: column, at: key) {
      case .row(let text): return Cell(text)
      case .ambiguous: throw RowFault("\(file) has several rows for \"\(key)\"")
      case .missing, nil:
        if case .find = step { return .empty }
        throw RowFault("\(file) has no row for \"\(key)\"")
      }
    case .usual(let file, let column): return Cell(plan.sideTables[file]?.usual(column, at: key) ?? "")
    case .sum(let file, let column, let factor):
      guard let sum = plan.sideTables[file]?.sum(.init(column: column, factor: factor), at: key) else {
        throw RowFault("the sum over \(file) for \"\(key)\" is too large")
      }
      return Cell(plan.mapping.numberForm.text(of: sum))
    default: return Cell(key)
    }
  }

  /// A field of a JSON object; an array or object as its text.
  private func json(_ field: String, in text: String) throws(RowFault) -> Cell {
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      throw RowFault("the JSON object cannot be read")
    }
    switch object[field] {
    case nil, is NSNull: return .empty
    case let text as String: return Cell(text)
    case let other?:
      let data = try? JSONSerialization.data(withJSONObject: other, options: [.fragmentsAllowed, .sortedKeys])
      return Cell(data.map { String(decoding: $0, as: UTF8.self) } ?? "")
    }
  }
}
