import ChangeModel

/// What can go wrong with a replica: what it is, and what to do.
public enum ReplicaError: Error, Hashable, Sendable {
  case notFound(path: String)
  case alreadyExists(path: String)
  case notAReplica(path: String)
  case newerVersion(path: String, version: Int)
  case damaged(path: String, detail: String)
  case locked(path: String)
  case notAccessible(path: String, detail: String)
  case badSchema([String])
  case incompatibleSchema(String)
  /// The server's store is another one than before: it was restored from a backup.
  case epochChanged
  case revoked
  case transactionTooLarge(rows: Int, bytes: Int)
  case valueTooLarge(table: String, column: String, row: RowID)
  case badReply(String)
  /// There is no complete download to apply.
  case nothingToApply
  /// The replica is not what the server takes it for.
  case diverged(String)
  case noAttentionItem(Sequence)
  case cannotRetry(Sequence, reason: String)
  case badView(String)
}

extension ReplicaError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFound(let path):
      "there is no replica at \(path): run `godwit join` first"
    case .alreadyExists(let path):
      "there is a file at \(path) already: choose another folder, or remove it if nothing in it is needed"
    case .notAReplica(let path):
      "\(path) is not a Godwit replica: check the path"
    case .newerVersion(let path, let version):
      "\(path) was made by a newer Godwit (file format \(version)): update this one; the file was left as it is"
    case .damaged(let path, let detail):
      "\(path) is damaged (\(detail)): keep a copy of it, join again into a new folder, and hand in what was not yet "
        + "synced from the copy"
    case .locked(let path):
      "\(path) is locked by another program: let it finish, or close it, and try again"
    case .notAccessible(let path, let detail):
      "\(path) cannot be used (\(detail)): check the folder, its permissions and the free space"
    case .badSchema(let faults):
      "the server's schema cannot be used: " + faults.joined(separator: "; ")
    case .incompatibleSchema(let what):
      "the server's schema does not go on from the replica's (\(what)): join again into a new folder"
    case .epochChanged:
      "the server's store is another one than before: nothing was applied and nothing is lost here; sync again"
    case .revoked:
      "the office has revoked this device: ask there to be admitted again"
    case .transactionTooLarge(let rows, let bytes):
      "the transaction is too large to be sent as one (\(rows) rows, \(bytes) bytes): write it in several"
    case .valueTooLarge(let table, let column, let row):
      "\(table).\(column) of row \(row) is too long to be sent: shorten it to at most 1 MiB"
    case .badReply(let what):
      "the server's reply does not fit: \(what); sync again, and report it if it comes again"
    case .nothingToApply:
      "no download is complete: sync again"
    case .diverged(let what):
      "the replica is not what the server takes it for (\(what)): run `godwit verify --repair`"
    case .noAttentionItem(let sequence):
      "there is no rejected change \(sequence)"
    case .cannotRetry(let sequence, let reason):
      "change \(sequence) cannot be made again: \(reason)"
    case .badView(let what):
      "not a view or an index: \(what)"
    }
  }
}
