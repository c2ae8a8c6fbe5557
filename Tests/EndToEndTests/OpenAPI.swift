import Foundation

/// As much of OpenAPI as it takes to hold answers against a description.
struct OpenAPI {
  private let document: [String: Any]

  init(_ data: Data) throws {
    guard let document = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      document["openapi"] as? String == "3.1.0"
    else { throw TestFailure("no OpenAPI 3.1 document") }
    self.document = document
  }

  var paths: [String] { (document["paths"] as? [String: Any] ?? [:]).keys.sorted() }

  /// - Throws: `TestFailure` when the description has no such answer, or the body is not as it says.
  func check(_ body: Data, path: String, method: String, status: Int) throws {
    let place = "\(method) \(path) \(status)"
    guard let operations = (document["paths"] as? [String: Any])?[path] as? [String: Any],
      let operation = operations[method] as? [String: Any] ?? operations.values.first as? [String: Any],
      let answer = (operation["responses"] as? [String: Any])?["\(status)"] as? [String: Any],
      let content = (answer["content"] as? [String: Any])?["application/json"] as? [String: Any],
      let schema = content["schema"] as? [String: Any]
    else { throw TestFailure("the description has no \(place)") }
    try check(try JSONSerialization.jsonObject(with: body), schema, place)
  }

  private func check(_ value: Any, _ schema: [String: Any], _ place: String) throws {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.dropFirst("#/components/schemas/".count))
      let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any]
      guard let target = schemas?[name] as? [String: Any] else { throw TestFailure("there is no schema \(name)") }
      return try check(value, target, place)
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    guard types.isEmpty || types.contains(where: { Self.type(of: value) == $0 }) else {
      throw TestFailure("\(place) is \(Self.type(of: value)), not \(types.joined(separator: " or "))")
    }
    if let object = value as? [String: Any] { try check(object, schema, place) }
    if let items = value as? [Any], let schema = schema["items"] as? [String: Any] {
      for (index, item) in items.enumerated() { try check(item, schema, "\(place)[\(index)]") }
    }
  }

  private func check(_ object: [String: Any], _ schema: [String: Any], _ place: String) throws {
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for name in schema["required"] as? [String] ?? [] where object[name] == nil {
      throw TestFailure("\(place) lacks \(name)")
    }
    for (name, value) in object {
      if let schema = properties[name] as? [String: Any] {
        try check(value, schema, "\(place).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        throw TestFailure("\(place) has \(name), which is not described")
      }
    }
  }

  private static func type(of value: Any) -> String {
    switch value {
    case is NSNull: "null"
    case is String: "string"
    case is [Any]: "array"
    case is [String: Any]: "object"
    case let number as NSNumber:
      // A flag of JSON is a number to Foundation.
      String(cString: number.objCType) == "c"
        ? "boolean" : number.doubleValue == Double(number.int64Value) ? "integer" : "number"
    default: "unknown"
    }
  }
}
