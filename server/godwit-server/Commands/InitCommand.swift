import ArgumentParser
import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer
import HubStore

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Creates a server in a directory.")

  @Argument(help: "The directory; it is created if need be.")
  var directory: String

  @Option(help: "The organisation's name.")
  var org: String

  @Option(help: "Where the data are kept; the embedded store when left out.")
  var store: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    if org.allSatisfy(\.isWhitespace) { throw ValidationError("The organisation needs a name: --org NAME.") }
  }

  func run() async throws {
    if let store {
      throw OfficeFault("The store \(store) is not in this version. Leave --store out to use the embedded store.")
    }
    let orgID = try HubFolder(path: directory).create(org: org)
    if json {
      try Terminal.print(json: Created(directory: directory, org: org, orgID: orgID))
    } else {
      Terminal.print("created the server of \(org) in \(directory)")
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
