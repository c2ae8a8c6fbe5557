/// Why a store could not be opened, or did not do what it was asked; nothing of a failed `write` is kept.
public enum HubStoreError: Error, Hashable, Sendable {
  /// There is no store at this path.
  case missing(path: String)
  /// Something stands at this path already.
  case exists(path: String)
  /// The file is not a Godwit store.
  case foreign(path: String)
  /// The store was made by a newer version of Godwit, with this format number.
  case newer(path: String, format: Int)
  /// What the store holds is not what was written; `what` says where.
  case damaged(what: String)
  /// What the caller handed in contradicts what the store holds.
  case inconsistent(what: String)
  /// The disk is full.
  case diskFull
  /// SQLite failed otherwise: its extended result code and message.
  case sqlite(code: Int32, message: String)
}

extension HubStoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path):
      "There is no server store at \(path). Create one with `godwit-server init`, or name the right directory."
    case .exists(let path):
      "\(path) exists already. Choose another directory, or serve the store that is there."
    case .foreign(let path):
      "\(path) is not a Godwit server store, or its first page is damaged. Name the right directory, or restore a backup."
    case .newer(let path, let format):
      "\(path) was made by a newer Godwit (format \(format); this one knows \(StoreFormat.version)). Install that version."
    case .damaged(let what):
      "The store is damaged: \(what). Stop the server, run `godwit-server verify`, and restore the last good backup."
    case .inconsistent(let what):
      "The store refused a write that contradicts it: \(what). Nothing was written. Please report this."
    case .diskFull:
      "The disk is full. Nothing was written. Free some space and try again."
    case .sqlite(let code, let message):
      "SQLite failed with code \(code): \(message). Nothing was written. Check the disk and the file's permissions."
    }
  }
}
