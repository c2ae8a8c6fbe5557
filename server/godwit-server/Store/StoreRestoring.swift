import ChangeModel
import Foundation
import Hub
import HubStore
import PostgresStore
import SQLiteStore

/// Puts a backup in the place of a store. Only the holder of the folder's lock may do so.
///
/// The copy is checked, and marked as a restored store, before anybody can serve it.
struct StoreRestoring {
  let folder: HubFolder
  let environment: HubEnvironment
  let progress: (StoreCopy.Step) -> Void

  struct Outcome {
    var contents: StoreCopy.Contents
    /// Where the store that was there is kept; nil when there was none.
    var kept: String?
  }

  /// - Parameters:
  ///   - database: where the store shall be; nil for where it is now, or the directory itself.
  ///   - replaces: whether a store that is there gives way. It is kept beside.
  func run(_ file: String, to database: PostgresAddress?, replaces: Bool) throws -> Outcome {
    guard !folder.hasStore || replaces else {
      throw OfficeFault(
        "There is a server in \(folder.path) already. With --replace the backup takes its place, and what is there now is "
          + "kept beside.")
    }
    let place = try database ?? StorePointer.read(folder)?.place().address
    let backup = try SQLiteHubStore.openToRead(at: file)
    let outcome = try backup.read { source in
      try checkOrg(of: source)
      guard let place else { return try restoreHere(source) }
      return try restore(source, to: place, replaces: replaces)
    }
    try backup.close()
    return outcome
  }

  private func restoreHere(_ source: any HubReading) throws -> Outcome {
    try folder.removeArriving()
    let contents = try SQLiteHubStore.make(folder.arriving, org: try source.org()) { store in
      let contents = try StoreCopy(from: source, progress: progress) { try store.write($0) }.run()
      try store.write(mark)
      return contents
    }
    let kept = try folder.setStoreAside("replaced", at: environment.now())
    try folder.putArrivedInPlace()
    return Outcome(contents: contents, kept: kept)
  }

  private func restore(_ source: any HubReading, to place: PostgresAddress, replaces: Bool) throws -> Outcome {
    let org = try source.org()
    let now = environment.now()
    let isThere = try PostgresHubStore.standing(of: org.id, at: place) != nil
    let remark = "replaced \(HubFolder.dated(now))"
    let predecessor = PostgresHubStore.Predecessor(
      id: environment.newRowID(), remark: remark, yieldsInUse: replaces, now: now)
    let contents: StoreCopy.Contents
    do {
      contents = try PostgresHubStore.make(at: place, org: org, inPlaceOf: predecessor) { store in
        let contents = try StoreCopy(from: source, progress: progress) { try $0(store) }.run()
        try mark(store)
        return contents
      }
    } catch HubStoreError.exists {
      throw OfficeFault(
        "\(place.shown) has the org \"\(org.name)\" already. With --replace the backup takes its place, and what is there "
          + "now is kept beside.")
    }
    try StorePointer(place, org: org.id).write(to: folder)
    let file = try folder.setStoreAside("replaced", at: now)
    return Outcome(contents: contents, kept: file ?? (isThere ? "the org \"\(org.name) (\(remark))\"" : nil))
  }

  private func mark(_ store: any HubWriting) throws {
    let now = environment.now()
    try RestoredStore.mark(epoch: environment.randomNumber(), now: now, in: store)
    // The file may be one from which the org moved away.
    try store.save(standing: .present(move: nil), at: now)
  }

  /// A backup of another org is a mistake. A store that cannot be read any more is why one restores.
  private func checkOrg(of source: any HubReading) throws {
    let org = try source.org()
    var present: String?
    if let pointer = try StorePointer.read(folder) {
      present = pointer.org
    } else if let store = try? SQLiteHubStore.open(at: folder.store) {
      present = try? store.read { try $0.org().id.description }
      // With its log folded in the file is kept in one piece.
      try? store.close()
    }
    guard present == nil || present == org.id.description else {
      throw OfficeFault("The backup is of another org, \"\(org.name)\". Restore it into a directory of its own.")
    }
  }
}
