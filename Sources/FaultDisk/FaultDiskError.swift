/// Why a fault disk cannot be used.
public enum FaultDiskError: Error, Hashable, Sendable {
  /// SQLite took no further file system; the code is SQLite's.
  case notInstalled(code: Int32)
  case noFolder(path: String)
  /// The files of a machine could not be brought to what survived; the code is the system's `errno`.
  case notRestarted(folder: String, code: Int32)
}

extension FaultDiskError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notInstalled(let code): "SQLite did not take the fault disk (code \(code)): link a SQLite that allows it"
    case .noFolder(let path): "there is no folder at \(path) that a machine could live in: create it first"
    case .notRestarted(let folder, let code):
      "the files in \(folder) could not be brought to what survived (errno \(code)): check its space and permissions"
    }
  }
}
