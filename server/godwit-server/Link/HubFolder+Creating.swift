import FieldSales
import Foundation
import Hub
import HubServer
import HubStore

extension HubFolder {
  /// Makes the directory, if need be, and an empty store in it.
  /// - Returns: the org's ID.
  /// - Throws: `OfficeFault` when there is a server already, or another program works there.
  func create(org: String) throws -> String {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard let lock = try FolderLock(self) else {
      throw OfficeFault("Another program has \(path) open. Choose another directory.")
    }
    defer { lock.release() }
    guard !hasStore else {
      throw OfficeFault("There is a server in \(path) already. Choose another directory, or serve this one.")
    }
    let environment = HubEnvironment.system
    let record = OrgRecord(
      id: environment.newRowID(), name: org, epoch: environment.randomNumber(), schema: FieldSales.schema)
    try SQLiteHubStore.create(at: store, org: record).close()
    return record.id.description
  }
}
