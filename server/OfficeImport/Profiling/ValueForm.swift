/// What all values of a column can be read as.
public enum ValueForm: Hashable, Sendable {
  case whole
  /// With the greatest number of decimals.
  case decimal(places: Int, NumberForm)
  case boolean
  /// nil is ISO 8601; several patterns fit when day and month cannot be told apart.
  case date([String?])
  case text

  static func of(_ values: some Collection<String>) -> ValueForm {
    if values.isEmpty { return .text }
    if values.allSatisfy({ ["true", "false", "yes", "no"].contains($0.lowercased()) }) { return .boolean }
    if let date = dates(values) { return date }
    return numbers(values) ?? .text
  }

  private static let patterns =
    ["M/D/YYYY", "D/M/YYYY", "D.M.YYYY", "YYYY/M/D", "YYYY.M.D", "D-M-YYYY", "YYYY年M月D日", "M/D/YY", "D/M/YY", "D.M.YY"]
    .flatMap {
      [$0, $0 + " h:mm", $0 + " h:mm:ss"]
    }

  private static func dates(_ values: some Collection<String>) -> ValueForm? {
    if values.allSatisfy({ DateFormat.isoMilliseconds($0) != nil }) { return .date([nil]) }
    let fitting = patterns.filter { pattern in
      guard let format = DateFormat(pattern) else { return false }
      return values.allSatisfy { format.milliseconds($0) != nil }
    }
    return fitting.isEmpty ? nil : .date(fitting)
  }

  private static func numbers(_ values: some Collection<String>) -> ValueForm? {
    // A code with zeros in front is no number, whatever its signs.
    if values.contains(where: { $0.count > 1 && $0.hasPrefix("0") && $0.allSatisfy(\.isASCIIDigit) }) { return nil }
    for form in NumberForm.allCases {
      let numbers = values.map { ExactDecimal($0, in: form) }
      guard numbers.allSatisfy({ $0 != nil }) else { continue }
      let places = numbers.compactMap { $0?.scale }.max() ?? 0
      return places == 0 && form == .plain ? .whole : .decimal(places: places, form)
    }
    return nil
  }
}

extension ValueForm: CustomStringConvertible {
  public var description: String {
    switch self {
    case .whole: "whole number"
    case .decimal(let places, .plain): "number, \(places) decimals"
    case .decimal(let places, let form): "number, \(places) decimals, as people write it with a \(form.rawValue)"
    case .boolean: "yes or no"
    case .date(let patterns): "date " + patterns.map { $0 ?? "YYYY-MM-DD" }.joined(separator: " or ")
    case .text: "text"
    }
  }
}
