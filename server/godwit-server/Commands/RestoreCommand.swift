import ArgumentParser
import Foundation
import Hub
import HubServer
import PostgresStore

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Puts a backup in the place of a server's store.",
    discussion: """
      The server must be stopped. The store goes on under a new epoch, above all positions and row numbers that it may have \
      given since the backup: laptops hand in again what it lost (docs/forks.md). Whom `erasures.jsonl` in the directory \
      names is erased again.
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "The backup, as `backup` wrote it.")
  var file: String

  @Option(help: "Where the data shall be kept: postgres://..., or where they are now when left out.")
  var store: String?

  @Flag(help: "Take the place of the store that is there. It is never deleted, but kept under a dated name.")
  var replace = false

  func validate() throws {
    if let store, PostgresAddress(store) == nil {
      throw ValidationError("\(store) is no store. Write postgres://..., or leave --store out.")
    }
  }

  func run() async throws {
    let folder = HubFolder(path: hub.directory)
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let lock = try FolderLock.alone(in: folder)
    defer { lock.release() }
    let progress = CopyProgress()
    let outcome = try StoreRestoring(folder: folder, environment: .system, progress: progress.show)
      .run(file, to: store.flatMap { PostgresAddress($0) }, replaces: replace)
    progress.clear()
    let opened = try OpenedStore(folder)
    let erased = try await ErasureJob(opened, folder).replay()
    try opened.close()
    let restored = Restored(
      contents: outcome.contents, kept: outcome.kept, erasedAgain: erased.map { "\($0.table).\($0.id)" })
    try hub.print(restored) { restored in
      ["restored \(restored.contents.line)"] + (restored.kept.map { ["what was there is kept as \($0)"] } ?? [])
        + restored.erasedAgain.map { "erased again: \($0)" }
    }
  }

  private struct Restored: Encodable {
    var contents: StoreCopy.Contents
    var kept: String?
    var erasedAgain: [String]

    enum CodingKeys: String, CodingKey {
      case contents, kept
      case erasedAgain = "erased_again"
    }
  }
}
