import ArgumentParser
import Hub
import HubServer
import HubStore

struct RestoredCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restored", abstract: "Tells a store whose files or database were put back by hand that it was.",
    discussion: "Run it before the server starts. `restore` does so by itself.")

  @OptionGroup var hub: HubOptions

  func run() async throws {
    let folder = HubFolder(path: hub.directory)
    try folder.checkExists()
    let lock = try FolderLock.alone(in: folder)
    defer { lock.release() }
    let opened = try OpenedStore(folder)
    let environment = opened.service.environment
    let position = try opened.store.write { store in
      try RestoredStore.mark(epoch: environment.randomNumber(), now: environment.now(), in: store)
      return try store.head()
    }
    try opened.close()
    try hub.print(["position": position]) { _ in ["the store goes on under a new epoch, after position \(position)"] }
  }
}
