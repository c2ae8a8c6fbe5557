import ChangeModel
import Foundation
import GRDB

/// The schema as the replica keeps it: JSON, as the server sent it.
enum StoredSchema {
  static func decode(_ json: [UInt8]) throws -> Schema {
    guard let schema = try? JSONDecoder().decode(Schema.self, from: Data(json)) else {
      throw ReplicaError.badSchema(["it is not a schema"])
    }
    let faults = schema.faults
    if !faults.isEmpty { throw ReplicaError.badSchema(faults) }
    return schema
  }

  static func load(_ db: Database) throws -> Schema {
    guard let json = try Data.fetchOne(db, sql: "SELECT json FROM godwit_schema") else {
      throw ReplicaError.badSchema(["the replica has none"])
    }
    return try decode(Array(json))
  }

  static func save(_ json: [UInt8], _ db: Database) throws {
    try db.execute(sql: "DELETE FROM godwit_schema")
    try db.execute(sql: "INSERT INTO godwit_schema(json) VALUES (?)", arguments: [json.blob])
  }
}
