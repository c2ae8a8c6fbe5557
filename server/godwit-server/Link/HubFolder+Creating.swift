import FieldSales
import Foundation
import Hub
import HubServer
import HubStore
import PostgresStore
import SQLiteStore

extension HubFolder {
  /// Makes the directory, if need be, and an empty store: in it, or in a database to which it then points.
  /// - Returns: the org's ID.
  /// - Throws: `OfficeFault` when there is a server already, or another program works there.
  func create(org: String, in database: PostgresAddress? = nil) throws -> String {
    let environment = HubEnvironment.system
    let record = OrgRecord(
      id: environment.newRowID(), name: org, epoch: environment.randomNumber(), schema: FieldSales.schema)
    try prepare {
      guard let database else { return try SQLiteHubStore.create(at: store, org: record).close() }
      try PostgresHubStore.create(at: database, org: record).close()
      try StorePointer(database, org: record.id).write(to: self)
    }
    return record.id.description
  }

  /// Makes the directory, if need be, and lets it point to an org that other servers serve already.
  /// - Returns: the org's ID.
  /// - Throws: `OfficeFault` as `create` does, or when the database has no such org, or several.
  func join(org: String, in database: PostgresAddress) throws -> String {
    let orgs = try PostgresHubStore.orgs(at: database)
    let found = orgs.filter { $0.name == org || $0.id.description == org }
    guard found.count == 1, let id = found.first?.id else {
      let names = orgs.prefix(20).map { "\"\($0.name)\" (\($0.id))" }.joined(separator: ", ")
      throw OfficeFault(
        "There is \(found.isEmpty ? "no org" : "more than one org") \"\(org)\" in the database. There are: \(names).")
    }
    try prepare { try StorePointer(database, org: id).write(to: self) }
    return id.description
  }

  /// Runs `body` with the directory made and locked, when there is no server in it.
  private func prepare(_ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let lock = try FolderLock(self) else {
      throw OfficeFault("Another program has \(path) open. Choose another directory.")
    }
    defer { lock.release() }
    guard !hasStore else {
      throw OfficeFault("There is a server in \(path) already. Choose another directory, or serve this one.")
    }
    try body()
  }
}
