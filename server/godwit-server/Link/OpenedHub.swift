import FieldSales
import Foundation
import Hub
import HubServer
import HubStore
import Logging

/// The way to a hub: to the server that runs, or to the store itself when none does.
struct OpenedHub: Sendable {
  let link: any OfficeLink
  private let end: @Sendable () async throws -> Void

  /// How long to wait for another command, or for a server that is just starting.
  private static let patience = Duration.seconds(15)

  static func open(_ folder: HubFolder) async throws -> OpenedHub {
    try folder.checkExists()
    let deadline = ContinuousClock.now + patience
    while true {
      if let lock = try FolderLock(folder) { return try direct(folder, lock: lock) }
      if let note = ServingNote.read(folder), let link = await HTTPOfficeLink.reach(note) {
        return OpenedHub(link: link, end: {})
      }
      guard ContinuousClock.now < deadline else {
        throw OfficeFault("Another program has \(folder.path) open, and does not answer. Try again later.")
      }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  func close() async throws {
    try await end()
  }

  private static func direct(_ folder: HubFolder, lock: FolderLock) throws -> OpenedHub {
    do {
      let opened = try OpenedStore(folder)
      return OpenedHub(link: DirectOfficeLink(opened.service)) {
        try opened.close()
        lock.release()
      }
    } catch {
      lock.release()
      throw error
    }
  }
}
