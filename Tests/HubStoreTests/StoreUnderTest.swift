import ChangeModel
import Foundation
import HubStore
import PostgresStore
import SQLiteStore
import TestSupport

/// The stores that must keep the contract. Another store joins the suite by a case here.
enum StoreKind: CaseIterable, Sendable {
  case memory
  case file
  case postgres

  func make(org: OrgRecord = .trial) throws -> StoreUnderTest {
    switch self {
    case .memory: StoreUnderTest(try SQLiteHubStore.inMemory(org: org), folder: nil)
    case .file: try StoreUnderTest.inFile(org: org)
    case .postgres: try StoreUnderTest.inDatabase(org: org)
    }
  }
}

/// A store, and the folder or the database that goes with it.
final class StoreUnderTest {
  let store: any HubStore
  let folder: TestFolder?
  let database: PrivateDatabase?

  init(_ store: any HubStore, folder: TestFolder?, database: PrivateDatabase? = nil) {
    self.store = store
    self.folder = folder
    self.database = database
  }

  static func inDatabase(org: OrgRecord) throws -> StoreUnderTest {
    let database = try PrivateDatabase()
    return StoreUnderTest(
      try PostgresHubStore.create(at: try database.address, org: org), folder: nil, database: database)
  }

  static func inFile(org: OrgRecord = .trial) throws -> StoreUnderTest {
    let folder = try TestFolder()
    return StoreUnderTest(try SQLiteHubStore.create(at: folder.path, org: org), folder: folder)
  }
}

/// A folder of a test's own, gone with the object.
final class TestFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-hub-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // What cannot be removed is the system's to clean up.
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { path + "/" + name }
}

extension PrivateDatabase {
  var address: PostgresAddress {
    get throws {
      guard let address = PostgresAddress(addressText) else {
        throw PrivatePostgres.Failure(description: "\(addressText) is no address")
      }
      return address
    }
  }
}

extension OrgRecord {
  static let trial = OrgRecord(id: .trial(1), name: "Kühn & Söhne", epoch: .max - 5, schema: TrialSchema.schema)
}
