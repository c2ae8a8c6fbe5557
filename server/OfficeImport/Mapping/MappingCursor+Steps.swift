extension MappingCursor {
  /// The step that stands next.
  mutating func step() throws -> Mapping.Step {
    let name = try word("a step")
    switch name {
    case "trim": return .trim
    case "upper": return .upper
    case "lower": return .lower
    case "spaces": return .clean(.spaces)
    case "name": return .clean(.name)
    case "address": return .clean(.address)
    case "repair": return .clean(.repair)
    case "phone": return .phone(startsTerm ? try term() : nil)
    case "integer": return .integer
    case "whole": return .whole
    case "negate": return .negate
    case "boolean": return .boolean
    case "join": return .join(try text("a text in quotation marks"))
    case "set": return .set(try text("a separator in quotation marks"))
    case "money": return try decimal(places: 2)
    case "decimal": return try decimal(places: try number("the number of decimals"))
    case "date": return try date()
    case "day": return .day(try dateFormat())
    case "map": return try map()
    case "default": return .otherwise(try term())
    case "unless": return .unless(try term())
    case "lookup": return .lookup(file: try word("a file"), column: try word("a column"))
    case "find": return .find(file: try word("a file"), column: try word("a column"))
    case "usual": return .usual(file: try word("a file"), column: try word("a column"))
    case "sum": return try sum()
    case "json": return .json(try word("a field"))
    case "reference": return .reference(try kind())
    default: throw fault("there is no step `\(name)`")
    }
  }

  private mutating func decimal(places: Int) throws -> Mapping.Step {
    var places = places
    if skip("places") { places = try number("the number of decimals") }
    let form = skip("comma") ? NumberForm.comma : skip("point") ? NumberForm.point : nil
    return .decimal(places: places, isRounded: skip("rounded"), form: form)
  }

  private mutating func date() throws -> Mapping.Step {
    if skip("seconds") { return .epoch(milliseconds: 1_000) }
    if skip("milliseconds") { return .epoch(milliseconds: 1) }
    return .date(try dateFormat())
  }

  /// nil for ISO 8601.
  private mutating func dateFormat() throws -> DateFormat? {
    guard let pattern = optionalText() else { return nil }
    guard let format = DateFormat(pattern) else {
      throw fault("\"\(pattern)\" is no date format; it needs YYYY or YY, MM or M, and DD or D")
    }
    return format
  }

  private mutating func map() throws -> Mapping.Step {
    var values = [String: String]()
    var otherwise: Mapping.Term?
    repeat {
      if skip("else") {
        otherwise = try term()
      } else {
        let key = try text("a value in quotation marks")
        try expect("=")
        values[key] = try text("a value in quotation marks")
      }
    } while skip(",")
    return .map(values, otherwise: otherwise)
  }

  private mutating func sum() throws -> Mapping.Step {
    let file = try word("a file")
    let column = try word("a column")
    return .sum(file: file, column: column, factor: skip("*") ? try word("a column") : nil)
  }

  private mutating func kind() throws -> ImportKind {
    let name = try word("a kind")
    guard let kind = try? ImportKind.named(name) else { throw fault("there is no kind `\(name)`") }
    return kind
  }
}
