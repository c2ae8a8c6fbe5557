import ArgumentParser
import Hub
import PostgresStore

struct PrepareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Lays Godwit's tables in a PostgreSQL database, as the role that owns them; what is there stays.")

  @Argument(help: "The database: postgres://...")
  var database: String

  func run() async throws {
    guard let address = PostgresAddress(database) else {
      throw OfficeFault("\(database) is no address of a PostgreSQL database. Write postgres://...")
    }
    try PostgresHubStore.layTables(at: address)
    Terminal.print("the tables are in \(address.shown)")
  }
}
