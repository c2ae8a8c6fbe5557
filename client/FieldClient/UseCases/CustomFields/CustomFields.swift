/// An org's own fields, as a row keeps them: a set of texts `name=value`.
public enum CustomFields {
  /// The fields by name. Of two values that were written apart both are there, and a person chooses.
  public static func read(_ text: String?) -> [(name: String, value: String)] {
    Tags.read(text).compactMap { entry in
      guard let sign = entry.firstIndex(of: "="), sign > entry.startIndex else { return nil }
      return (String(entry[..<sign]), String(entry[entry.index(after: sign)...]))
    }.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
  }

  /// The set with some fields changed; an empty value takes the field away.
  static func changed(_ text: String?, setting fields: [(name: String, value: String)]) -> String {
    let names = Set(fields.map(\.name))
    let kept = Tags.read(text).filter { entry in
      !(entry.firstIndex(of: "=").map { names.contains(String(entry[..<$0])) } ?? false)
    }
    return Tags.write(kept + fields.filter { !$0.value.isEmpty }.map { "\($0.name)=\($0.value)" })
  }

  /// Reads `name=value` as a person writes it; nil without a name.
  public static func parse(_ text: String) -> (name: String, value: String)? {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }
}
