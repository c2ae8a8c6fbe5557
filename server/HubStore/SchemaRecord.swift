import ChangeModel
import Foundation

/// The form in which a store keeps the org's schema.
package enum SchemaRecord {
  package static func encode(_ schema: Schema) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(schema), as: UTF8.self)
  }

  /// - Throws: `HubStoreError.damaged` for a text that is no schema.
  package static func decode(_ schema: String) throws -> Schema {
    do {
      return try JSONDecoder().decode(Schema.self, from: Data(schema.utf8))
    } catch {
      throw HubStoreError.damaged(what: "the schema cannot be read (\(error))")
    }
  }
}
