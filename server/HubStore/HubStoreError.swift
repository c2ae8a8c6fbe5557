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
  /// The database cannot be reached, or is just not to be written; what was asked may be asked again later.
  case unavailable(why: String)
  /// The connection was lost during the commit: it is done or not, and only asking the store again tells.
  case outcomeUnknown(why: String)
  /// The database is not set up so that what is acknowledged is safe; `what` says what to change.
  case unfit(what: String)
  /// The org works with another store; `place` says which.
  case moved(to: String)
  /// The store is a copy that is not in use yet, because a move was interrupted.
  case arriving
  /// SQLite failed otherwise: its extended result code and message.
  case sqlite(code: Int32, message: String)
  /// PostgreSQL failed otherwise: its SQLSTATE and message.
  case postgres(state: String, message: String)
}

extension HubStoreError {
  /// Whether asking again later is all there is to do.
  public var isPassing: Bool {
    switch self {
    case .unavailable, .outcomeUnknown: true
    default: false
    }
  }

  /// Whether the org works with another store than this one.
  public var isElsewhere: Bool {
    switch self {
    case .moved, .arriving: true
    default: false
    }
  }
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
      "\(path) was made by a newer Godwit (format \(format); which this one does not know). Install that version."
    case .damaged(let what):
      "The store is damaged: \(what). Stop the server, run `godwit-server verify`, and restore the last good backup."
    case .inconsistent(let what):
      "The store refused a write that contradicts it: \(what). Nothing was written. Please report this."
    case .diskFull:
      "The disk is full. Nothing was written. Free some space and try again."
    case .unavailable(let why):
      "The database cannot be used just now: \(why). Nothing was written. Try again later."
    case .outcomeUnknown(let why):
      "The connection to the database was lost during a commit: \(why). Ask again what the store holds."
    case .moved(let place):
      "The org has moved to \(place). This store stays as it was then, and is not served any more: serve the other one, "
        + "or, if the move was interrupted, run the same `godwit-server migrate` again."
    case .arriving:
      "This store is a copy that is not in use yet, because a move was interrupted. Run the same `godwit-server migrate` "
        + "again, in the directory that the org is to move from."
    case .unfit(let what):
      "The database cannot be used for Godwit: \(what)."
    case .postgres(let state, let message):
      "PostgreSQL failed with \(state): \(message). Nothing was written. Look into the database's log."
    case .sqlite(let code, let message):
      "SQLite failed with code \(code): \(message). Nothing was written. Check the disk and the file's permissions."
    }
  }
}
