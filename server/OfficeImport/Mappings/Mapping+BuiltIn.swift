extension Mapping {
  /// The names of the mappings that are built in.
  public static let builtInNames = ["classicmodels", "wwi"]

  /// The text of a mapping that is built in; nil when there is none of that name for the kind.
  public static func builtInText(_ name: String, kind: ImportKind) -> String? {
    switch name {
    case "classicmodels": classicModels[kind.name]
    case "wwi": wideWorldImporters[kind.name]
    default: nil
    }
  }

  /// Reads the text of a mapping.
  /// - Throws: `ImportFault` with the line that cannot be understood.
  public static func parse(_ text: String, name: String) throws -> Mapping {
    try MappingParser.parse(text, name: name)
  }
}
