import ChangeModel
import Foundation
import Hub
import HubStore
import PostgresStore
import SQLiteStore

extension StoreMove {
  /// Moves the store of the directory, embedded or in another database, to a database.
  func run(to target: PostgresAddress) throws -> Outcome {
    if let pointer = try StorePointer.read(folder) {
      let place = try pointer.place()
      guard place.address != target else { return try tidy(after: target) }
      let store = try PostgresHubStore.open(at: place.address, org: place.org, isForLongWork: true)
      defer { store.close() }
      return try run(
        from: store, org: place.org, standing: PostgresHubStore.standing(of: place.org, at: place.address), to: target)
    }
    let store = try SQLiteHubStore.open(at: folder.store)
    let (org, standing) = try store.read { (try $0.org().id, try $0.standing()) }
    var outcome = try run(from: store, org: org, standing: standing, to: target)
    try store.checkpoint()
    try store.close()
    outcome.kept = try folder.setStoreAside("moved", at: environment.now())
    return outcome
  }

  private func run(
    from store: any HubStore, org: RowID, standing: StoreStanding?, to target: PostgresAddress
  ) throws -> Outcome {
    let contents: StoreCopy.Contents?
    switch standing {
    case .left(let move, let place)?:
      do {
        try PostgresHubStore.use(org, arrivedBy: move, at: target)
      } catch HubStoreError.missing {
        throw HubStoreError.moved(to: place)
      }
      contents = nil
    case .arriving?: throw HubStoreError.arriving
    case .present?: contents = try copyAll(of: store, org: org, to: target)
    case nil: throw HubStoreError.missing(path: folder.path)
    }
    try StorePointer(target, org: org).write(to: folder)
    return Outcome(contents: contents, kept: nil)
  }

  private func copyAll(
    of store: any HubStore, org: RowID, to target: PostgresAddress
  ) throws -> StoreCopy.Contents {
    if case .present? = try PostgresHubStore.standing(of: org, at: target) {
      throw OfficeFault(
        "\(target.shown) has this org already. To serve that one, use `godwit-server init --existing` in another directory."
      )
    }
    let leave = leave(for: target.shown)
    let predecessor = PostgresHubStore.Predecessor(
      id: environment.newRowID(), remark: "before \(HubFolder.dated(leave.now))", yieldsInUse: false, now: leave.now)
    let contents = try store.write { source in
      let contents = try PostgresHubStore.make(at: target, org: try source.org(), inPlaceOf: predecessor) { new in
        try copy(source, leave) { try $0(new) }
      }
      try source.save(standing: .left(move: leave.move, place: leave.place), at: leave.now)
      return contents
    }
    try PostgresHubStore.use(org, arrivedBy: leave.move, at: target)
    return contents
  }

  /// Ends a move that had no more to do than to put the old file aside.
  private func tidy(after target: PostgresAddress) throws -> Outcome {
    guard let kept = try folder.setStoreAside("moved", at: environment.now()) else {
      throw OfficeFault("The store of \(folder.path) is in \(target.shown) already.")
    }
    return Outcome(contents: nil, kept: kept)
  }
}
