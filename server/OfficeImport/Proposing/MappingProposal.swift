import ChangeModel
import FieldSales

/// The draft of a mapping, made of a file's column names and of what its columns hold.
///
/// It is a beginning: whoever knows the file reads it, corrects it, and tries it with a dry run.
public struct MappingProposal {
  public let kind: ImportKind
  /// The mapping's text, with comments.
  public let text: String

  /// - Parameters:
  ///   - kind: what the file holds; nil to guess it from the column names.
  ///   - source: the system that the file comes from, one word.
  ///   - encoding, delimiter: how the file was read, so that the draft says it too; nil where it was found.
  /// - Throws: `ImportFault` when the kind cannot be guessed, or no column fits.
  public init(
    _ profile: FileProfile, kind: ImportKind?, source: String, schema: Schema, encoding: TextEncoding = .utf8,
    delimiter: UInt8? = nil
  ) throws {
    let matches: [Match]
    (self.kind, matches) = try Self.chosen(kind, profile)
    let used = Set(matches.map(\.source))
    var lines = ["kind \(self.kind.name)", "source \(source)"]
    if encoding != .utf8 { lines.append("encoding \(encoding.rawValue)") }
    if let delimiter { lines.append("delimiter \"\(String(decoding: [delimiter], as: UTF8.self))\"") }
    let numbers = Self.numberForm(profile, matches)
    if numbers != .plain { lines.append("numbers \(numbers.rawValue)") }
    lines.append(Self.key(self.kind, profile, matches))
    if profile.repeated > 0 {
      lines.append(
        "# \(profile.repeated) rows repeat another exactly; `skip repeated because \"...\"` leaves them out.")
    }
    if self.kind.name == "order_lines" { lines += Self.numbering(matches) }
    lines += Self.totals(self.kind, matches)
    for match in matches {
      let column = schema[self.kind.table]?.columns.first { $0.name == match.column }
      lines += Self.statement(match, column, profile)
    }
    if ["invoices", "payments"].contains(self.kind.name) { lines.append("kind = \"\(self.kind.name.dropLast())\"") }
    if let missing = Self.missing(self.kind, matches) { lines.append("# " + missing) }
    let left = profile.columns.map(\.name).filter { !used.contains($0) }
    if !left.isEmpty { lines += ["# Not taken:"] + left.map { "#   \(Self.word($0))" } }
    text = lines.joined(separator: "\n") + "\n"
  }

  struct Match {
    var column: String
    var source: String
  }

  private static func chosen(_ kind: ImportKind?, _ profile: FileProfile) throws -> (ImportKind, [Match]) {
    if let kind {
      let found = matches(kind, profile)
      if !found.isEmpty { return (kind, found) }
      throw ImportFault(
        "No column of \(profile.file) has a name that is known for \(kind.name). Columns are"
          + " \(profile.columns.map(\.name).joined(separator: ", ")).")
    }
    let candidates = ImportKind.all.map { ($0, matches($0, profile)) }.filter { kind, matches in
      kind.neededColumns.allSatisfy { needed in matches.contains { $0.column == needed } }
    }
    guard let best = candidates.max(by: { $0.1.count < $1.1.count }), best.1.count > 1 else {
      throw ImportFault("What \(profile.file) holds cannot be guessed from its columns. Say it with `--kind`.")
    }
    return best
  }

  private static func matches(_ kind: ImportKind, _ profile: FileProfile) -> [Match] {
    var found = [Match]()
    for (column, words) in ColumnWords.all[kind.name] ?? [] {
      let names = words.lazy.compactMap { word in
        profile.columns.first { ColumnWords.plain($0.name) == word || ColumnWords.plain($0.name) == column }?.name
      }
      if let name = names.first { found.append(Match(column: column, source: name)) }
    }
    return found
  }

  /// How the columns that are taken write numbers: a comma before decimals shows itself surely, one between groups of
  /// three could be either.
  private static func numberForm(_ profile: FileProfile, _ matches: [Match]) -> NumberForm {
    let forms = matches.compactMap { match -> NumberForm? in
      guard case .decimal(_, let form)? = profile.forms[match.source] else { return nil }
      return form
    }
    return forms.contains(.comma) ? .comma : forms.contains(.point) ? .point : .plain
  }

  private static func key(_ kind: ImportKind, _ profile: FileProfile, _ matches: [Match]) -> String {
    func source(_ column: String) -> String? { matches.first { $0.column == column }?.source }
    if kind.name == "order_lines", let order = source("order_id") {
      return "key \(word(order)), \(source("line_number").map(word) ?? "line")"
    }
    let natural = kind.keyColumns.compactMap(source)
    if let key = natural.first(where: { profile.keys.contains($0) }) { return "key \(word(key))" }
    if let key = profile.keys.first { return "key \(word(key))" }
    let key = natural.first ?? matches.first?.source ?? ""
    return
      "key \(word(key))\n# No column has another value in each row; with `first` the first row of a key counts.\nfirst"
  }

  private static func numbering(_ matches: [Match]) -> [String] {
    guard !matches.contains(where: { $0.column == "line_number" }),
      let order = matches.first(where: { $0.column == "order_id" })
    else { return [] }
    return ["number line by \(word(order.source))", "line_number = line | integer"]
  }

  private static func totals(_ kind: ImportKind, _ matches: [Match]) -> [String] {
    func source(_ column: String) -> String? { matches.first { $0.column == column }?.source }
    if let amount = source("amount") { return ["total amount = \(word(amount))"] }
    guard kind.name == "order_lines", let quantity = source("quantity"), let price = source("unit_price") else {
      return []
    }
    return ["total quantity = \(word(quantity))", "total value = \(word(quantity)) * \(word(price))"]
  }

  private static func missing(_ kind: ImportKind, _ matches: [Match]) -> String? {
    guard kind.name == "customers" else { return nil }
    return "Each customer needs a territory: `territory_id = COLUMN | reference territories`, or `--territory NAME`."
  }

  /// A column name as mappings write it.
  static func word(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : "[\(name)]"
  }
}
