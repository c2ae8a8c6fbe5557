import ArgumentParser
import Foundation
import Hub
import HubServer

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Writes a backup into a file, also while the server serves.",
    discussion: """
      The backup is one moment of the store, embedded or in PostgreSQL: rows, history, audit log, users and devices. It is \
      checked against the store entry by entry, and appears under its name when it is whole and on disk. It holds everything \
      that the org knows, so keep it as safe as the server. `restore` puts it back; `verify FILE` checks it later.
      """)

  @OptionGroup var hub: HubOptions

  @Argument(help: "The file to write; it must not be there yet.")
  var file: String

  func run() async throws {
    let folder = HubFolder(path: hub.directory)
    try folder.checkExists()
    let progress = CopyProgress()
    let contents = try StoreBackup(folder: folder, progress: progress.show).run(to: file)
    progress.clear()
    try hub.print(Written(file: file, contents: contents)) { ["backed up \($0.contents.line) in \($0.file)"] }
  }

  private struct Written: Encodable {
    var file: String
    var contents: StoreCopy.Contents
  }
}
