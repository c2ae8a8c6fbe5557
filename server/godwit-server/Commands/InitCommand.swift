import ArgumentParser
import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer
import HubStore
import PostgresStore

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Creates a server in a directory.")

  @Argument(help: "The directory; it is created if need be.")
  var directory: String

  @Option(help: "The organisation's name.")
  var org: String

  @Option(help: "Where the data are kept: postgres://..., or the embedded store when left out.")
  var store: String?

  @Flag(help: "Serve an org that is in the database already, beside its other servers; --org is its name or ID.")
  var existing = false

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    if org.allSatisfy(\.isWhitespace) { throw ValidationError("The organisation needs a name: --org NAME.") }
    if let store, PostgresAddress(store) == nil {
      throw ValidationError("\(store) is no store. Write postgres://..., or leave --store out for the embedded store.")
    }
    if existing, store == nil { throw ValidationError("--existing needs the database: --store postgres://...") }
  }

  func run() async throws {
    let folder = HubFolder(path: directory)
    let database = store.flatMap { PostgresAddress($0) }
    let orgID: String
    if existing, let database {
      orgID = try folder.join(org: org, in: database)
    } else {
      orgID = try folder.create(org: org, in: database)
    }
    if json {
      try Terminal.print(json: Created(directory: directory, org: org, orgID: orgID))
    } else {
      Terminal.print("\(existing ? "joined" : "created") the server of \(org) in \(directory)")
    }
  }

  private struct Created: Encodable {
    var directory: String
    var org: String
    var orgID: String

    enum CodingKeys: String, CodingKey {
      case directory, org
      case orgID = "org_id"
    }
  }
}
