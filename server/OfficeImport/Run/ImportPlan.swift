import ChangeModel
import FieldSales
import Foundation

/// A mapping made ready for one file: names resolved to columns, other files read, types checked.
public struct ImportPlan {
  enum Term {
    case field(Int)
    case definition(Int)
    /// A running number.
    case number(Int)
    case constant(String)
  }

  struct Expression {
    var terms: [Term]
    var steps: [Mapping.Step]
  }

  let mapping: Mapping
  let schema: Schema
  let table: Int
  let encoding: TextEncoding
  let header: [String]
  let keys: [Term]
  private(set) var definitions: [Expression] = []
  private(set) var columns: [(column: Int, expression: Expression)] = []
  private(set) var territories: Expression?
  private(set) var skips: [(term: Term, skip: Mapping.Skip)] = []
  /// What the running numbers count.
  private(set) var counted: [Term] = []
  /// The factors of the control totals.
  private(set) var factors: [[Term]] = []
  private(set) var sideTables: [String: SideTable] = [:]
  private let names: [String: Term]
  private let sourceKeys: [ImportKind: SourceKey]
  private let known: [String: [String: RowID]]
  /// The territory of rows that name none.
  let territory: RowID?
  /// Rows of the kind that Godwit has already, as far as they were handed over.
  let standing: Set<RowID>

  /// - Parameters:
  ///   - known: for each table, IDs of rows that Godwit has, by what people call them.
  ///   - territory: the territory of customers that name none.
  /// - Throws: `ImportFault` when mapping and file do not fit each other.
  public init(
    _ mapping: Mapping, file: SourceFile, schema: Schema, org: RowID, known: [String: [String: RowID]] = [:],
    territory: RowID? = nil
  ) throws {
    guard let table = schema.index(of: mapping.kind.table) else {
      throw ImportFault("The org has no table \(mapping.kind.table).")
    }
    self.mapping = mapping
    self.schema = schema
    self.table = table
    self.known = known
    self.territory = territory
    standing = Set((known[mapping.kind.table] ?? [:]).values)
    encoding = file.encoding
    header = file.header
    sourceKeys = Dictionary(
      uniqueKeysWithValues: ImportKind.all.map {
        ($0, SourceKey(org: org, source: mapping.source, kind: $0.name))
      })
    var names = [String: Term]()
    for (index, name) in file.header.enumerated() where !name.isEmpty { names[name] = .field(index) }
    for (index, definition) in mapping.definitions.enumerated() { names[definition.name] = .definition(index) }
    for (index, number) in mapping.numbers.enumerated() { names[number.name] = .number(index) }
    self.names = names
    keys = try mapping.key.map { try Self.term(.name($0), in: names, mapping: mapping, line: nil) }
    try resolve()
    try readSideFiles(beside: file)
  }

  /// The ID of the row that another system's key names.
  func id(_ key: String, of kind: ImportKind) -> RowID {
    known[kind.table]?[key] ?? sourceKeys[kind]?.id(key) ?? RowID(high: 0, low: 0)
  }

  /// The ID of the row that a file with our own columns names, by ID or by key.
  func ownID(_ text: String, of kind: ImportKind) throws(RowFault) -> RowID {
    if let id = RowID(text) { return id }
    guard let keys = known[kind.table] else { return id(text, of: kind) }
    if let id = keys[text] { return id }
    throw RowFault("there is no row \"\(text)\" in \(kind.table)")
  }

  /// A term inside a step; it was checked when the plan was made.
  func term(_ term: Mapping.Term) -> Term {
    switch term {
    case .constant(let text): .constant(text)
    case .name(let name): names[name] ?? .constant("")
    }
  }

  private mutating func resolve() throws {
    for (index, definition) in mapping.definitions.enumerated() {
      // A definition builds on columns and on those before it, so none goes round in a circle.
      let later = Set(mapping.definitions[index...].map(\.name))
      definitions.append(try compiled(definition, leavingOut: later.subtracting(header)))
    }
    let schemaTable = schema.tables[table]
    for definition in mapping.columns {
      let expression = try compiled(definition, leavingOut: [])
      if definition.name == "territories", schemaTable.name == schema.repTable {
        territories = expression
      } else if let column = schemaTable.column(definition.name) {
        try check(definition, fills: schemaTable.columns[column])
        columns.append((column, expression))
      } else {
        throw fault(definition.line, "\(schemaTable.name) have no column `\(definition.name)`")
      }
    }
    for number in mapping.numbers {
      let term = try Self.term(.name(number.column), in: names, mapping: mapping, line: number.line)
      if case .number = term { throw fault(number.line, "`\(number.name)` counts another running number") }
      counted.append(term)
    }
    for total in mapping.totals {
      factors.append(
        try total.factors.map { try Self.term(.name($0), in: names, mapping: mapping, line: total.line) })
    }
    for skip in mapping.skips {
      skips.append((try Self.term(.name(skip.name), in: names, mapping: mapping, line: skip.line), skip))
    }
  }

  private func compiled(_ definition: Mapping.Definition, leavingOut: Set<String>) throws -> Expression {
    let inner = definition.expression.steps.flatMap { step -> [Mapping.Term] in
      switch step {
      case .otherwise(let term), .unless(let term), .map(_, .some(let term)), .phone(.some(let term)): [term]
      default: []
      }
    }
    for case .name(let name) in definition.expression.terms + inner where leavingOut.contains(name) {
      throw fault(definition.line, "`\(name)` is defined only further down")
    }
    for term in inner { _ = try Self.term(term, in: names, mapping: mapping, line: definition.line) }
    return Expression(
      terms: try definition.expression.terms.map {
        try Self.term($0, in: names, mapping: mapping, line: definition.line)
      }, steps: definition.expression.steps)
  }

  private static func term(
    _ term: Mapping.Term, in names: [String: Term], mapping: Mapping, line: Int?
  ) throws -> Term {
    switch term {
    case .constant(let text): return .constant(text)
    case .name(let name):
      if let known = names[name] { return known }
      let place = line.map { "\(mapping.name), line \($0)" } ?? mapping.name
      throw ImportFault(
        "\(place): the file has no column `\(name)`. Columns are \(names.keys.sorted().joined(separator: ", ")).")
    }
  }

  private func check(_ definition: Mapping.Definition, fills column: ColumnSchema) throws {
    let result = definition.expression.resultKind
    switch (column.kind, result) {
    case (.text, .text), (.integer, .integer), (.reference, .reference): return
    case (.integer, _):
      throw fault(definition.line, "`\(column.name)` holds whole numbers; add `| integer`, `| money` or `| date`")
    case (.reference, _):
      throw fault(definition.line, "`\(column.name)` names a row; add `| reference \(column.references ?? "")`")
    default: throw fault(definition.line, "`\(column.name)` holds text; leave out the last step")
    }
  }

  private mutating func readSideFiles(beside file: SourceFile) throws {
    let all = mapping.definitions + mapping.columns
    for side in mapping.sideFiles {
      var columns = [String]()
      var sums = [SideTable.SumColumn]()
      var usuals = [String]()
      for step in all.flatMap(\.expression.steps) {
        switch step {
        case .lookup(side.name, let column), .find(side.name, let column):
          if !columns.contains(column) { columns.append(column) }
        case .usual(side.name, let column): if !usuals.contains(column) { usuals.append(column) }
        case .sum(side.name, let column, let factor):
          let sum = SideTable.SumColumn(column: column, factor: factor)
          if !sums.contains(sum) { sums.append(sum) }
        default: break
        }
      }
      sideTables[side.name] = try SideTable(
        path: file.path(ofOther: side.path), key: side.key, columns: columns, sums: sums, usuals: usuals,
        encoding: encoding, numbers: mapping.numberForm, isImported: side.path == ".")
    }
    for definition in all {
      for step in definition.expression.steps {
        switch step {
        case .lookup(let file, _), .find(let file, _), .usual(let file, _), .sum(let file, _, _):
          if sideTables[file] == nil { throw fault(definition.line, "there is no line `file \(file) = ...`") }
        default: break
        }
      }
    }
  }

  private func fault(_ line: Int, _ what: String) -> ImportFault {
    ImportFault("\(mapping.name), line \(line): \(what).")
  }
}

extension Mapping.Expression {
  enum ResultKind { case text, integer, reference }

  /// What the last step that changes the kind gives.
  var resultKind: ResultKind {
    for step in steps.reversed() {
      switch step {
      case .integer, .decimal, .date, .epoch, .ownTime, .boolean: return .integer
      case .reference, .ownReference: return .reference
      case .lookup, .find, .usual, .sum, .json, .map, .set, .phone, .whole, .day: return .text
      case .trim, .upper, .lower, .clean, .join, .negate, .otherwise, .unless: continue
      }
    }
    return .text
  }
}
