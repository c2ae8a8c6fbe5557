import ArgumentParser
import Foundation
import Hub
import HubServer
import PostgresStore

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Moves a server's store into a PostgreSQL database, or out of it.",
    discussion: """
      The server must be stopped; other servers of the same org are turned away by themselves. Nothing is lost, and laptops go \
      on as they are. A move that was interrupted is ended, or begun anew, by the same command. The store that was \
      left is kept, and refuses to be served. See docs/postgres.md.
      """)

  @OptionGroup var hub: HubOptions

  @Option(help: ArgumentHelp("Where to: postgres://..., or `embedded` for the directory itself.", valueName: "store"))
  var to: String

  func validate() throws {
    if to != "embedded", PostgresAddress(to) == nil {
      throw ValidationError("\(to) is no store. Write postgres://..., or embedded.")
    }
  }

  func run() async throws {
    let folder = HubFolder(path: hub.directory)
    try folder.checkExists()
    let lock = try FolderLock.alone(in: folder)
    defer { lock.release() }
    let progress = CopyProgress()
    let job = StoreMove(folder: folder, environment: .system, progress: progress.show)
    let target = PostgresAddress(to)
    let outcome = try target.map(job.run(to:)) ?? job.runToEmbedded()
    progress.clear()
    let place = target?.shown ?? "embedded"
    try hub.print(Moved(store: place, contents: outcome.contents, kept: outcome.kept)) { moved in
      [moved.contents.map { "moved \($0.line) to \(place)" } ?? "the interrupted move to \(place) is done"]
        + (moved.kept.map { ["the old store is kept as \($0)"] } ?? [])
    }
  }

  private struct Moved: Encodable {
    var store: String
    /// Absent when a move was ended that was interrupted after the copying.
    var contents: StoreCopy.Contents?
    var kept: String?
  }
}
