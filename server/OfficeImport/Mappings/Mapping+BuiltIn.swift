extension Mapping {
  /// The names of the mappings that are built in.
  public static let builtInNames = ["classicmodels", "wwi", "northwind", "online_retail", "crm_pipeline"]

  /// The text of a mapping that is built in; nil when there is none of that name for the kind.
  /// - Parameter name: of the set, and after a colon, where a set has rows of the kind in two files, of the part.
  public static func builtInText(_ name: String, kind: ImportKind) -> String? {
    let parts = name.split(separator: ":", maxSplits: 1)
    let key = parts.count > 1 ? "\(kind.name):\(parts[1])" : kind.name
    return switch parts.first {
    case "classicmodels": classicModels[key]
    case "wwi": wideWorldImporters[key]
    case "northwind": northwind[key]
    case "online_retail": onlineRetail[key]
    case "crm_pipeline": crmPipeline[key]
    default: nil
    }
  }

  /// Reads the text of a mapping.
  /// - Throws: `ImportFault` with the line that cannot be understood.
  public static func parse(_ text: String, name: String) throws -> Mapping {
    try MappingParser.parse(text, name: name)
  }
}
