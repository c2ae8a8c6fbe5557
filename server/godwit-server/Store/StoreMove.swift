import ChangeModel
import Foundation
import Hub
import HubStore
import PostgresStore
import SQLiteStore

/// Moves an org's store to another place, under the same epoch: nothing is lost, and devices go on as they are.
///
/// Only the holder of the folder's lock may do so; servers in other directories are kept out by the org's own write lock,
/// from the snapshot to the leave-taking. `StoreStanding` says in which order the two stores come and go; a process that is
/// killed at any moment leaves at most one of them in use, and the next run of the same move ends it or begins anew.
struct StoreMove {
  let folder: HubFolder
  let environment: HubEnvironment
  let progress: (StoreCopy.Step) -> Void

  struct Outcome {
    /// nil when an interrupted move was ended: the copy was made and checked before.
    var contents: StoreCopy.Contents?
    /// Under which name the file is kept that was the store; nil when it was in a database.
    var kept: String?
  }

  /// The move's name, and where and when it takes place.
  struct Leave {
    var move: String
    var place: String
    var now: Int64
  }

  func leave(for place: String) -> Leave {
    Leave(move: environment.randomBytes(16).hexadecimal, place: place, now: environment.now())
  }

  /// Copies everything, and puts what arrived under the name of the move.
  func copy(
    _ source: any HubReading, _ leave: Leave, writing: @escaping StoreCopy.Writing
  ) throws -> StoreCopy.Contents {
    let contents = try StoreCopy(from: source, progress: progress, writing: writing).run()
    try writing { try $0.save(standing: .arriving(move: leave.move), at: leave.now) }
    return contents
  }
}
