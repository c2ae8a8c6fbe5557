import Foundation
import Hub
import HubServer

/// The exclusive right to open the store of a directory. It ends with the process, however that ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// - Returns: nil when somebody else has it.
  /// - Throws: `OfficeFault` when the file cannot be opened.
  init?(_ folder: HubFolder) throws {
    let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw OfficeFault("\(folder.lock) cannot be opened: \(String(cString: strerror(errno))).")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  func release() {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
