import Hub

extension FolderLock {
  /// The lock, for work during which nobody may serve the directory.
  /// - Throws: `OfficeFault` when somebody does, or another program is at work there.
  static func alone(in folder: HubFolder) throws -> FolderLock {
    if let lock = try FolderLock(folder) { return lock }
    if let note = ServingNote.read(folder) {
      throw OfficeFault("A server runs in \(folder.path): \(note.address), process \(note.process). Stop it first.")
    }
    throw OfficeFault("Another program has \(folder.path) open. Try again when it is done.")
  }
}
