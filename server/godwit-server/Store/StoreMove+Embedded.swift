import ChangeModel
import Foundation
import Hub
import HubStore
import PostgresStore
import SQLiteStore

extension StoreMove {
  /// Moves the store from a database into the directory.
  func runToEmbedded() throws -> Outcome {
    guard let pointer = try StorePointer.read(folder) else {
      try folder.checkExists()
      throw OfficeFault("The store of \(folder.path) is embedded already.")
    }
    let place = try pointer.place()
    let contents: StoreCopy.Contents?
    switch try PostgresHubStore.standing(of: place.org, at: place.address) {
    case .left(let move, let place)?:
      guard try hasArrived(by: move) else { throw HubStoreError.moved(to: place) }
      contents = nil
    case .arriving?: throw HubStoreError.arriving
    case .present?: contents = try copyAll(of: place.org, at: place.address)
    case nil: throw HubStoreError.missing(path: place.address.shown)
    }
    if FileManager.default.fileExists(atPath: folder.arriving) { try folder.putArrivedInPlace() }
    try folder.removePointer()
    return Outcome(contents: contents, kept: nil)
  }

  private func copyAll(of org: RowID, at address: PostgresAddress) throws -> StoreCopy.Contents {
    try folder.removeArriving()
    // What stands beside the pointer is what an earlier move left behind.
    _ = try folder.setStoreAside("moved", at: environment.now())
    let leave = leave(for: "the embedded store in \(URL(fileURLWithPath: folder.path).path) on \(Self.host)")
    let store = try PostgresHubStore.open(at: address, org: org, isForLongWork: true)
    defer { store.close() }
    let contents = try store.write { source in
      let contents = try SQLiteHubStore.make(folder.arriving, org: try source.org()) { new in
        try copy(source, leave) { try new.write($0) }
      }
      try source.save(standing: .left(move: leave.move, place: leave.place), at: leave.now)
      return contents
    }
    guard try hasArrived(by: leave.move) else { throw HubStoreError.missing(path: folder.arriving) }
    return contents
  }

  /// Lets the copy that came by this move be used, in its place or not yet.
  /// - Returns: false when there is no such copy in the directory.
  private func hasArrived(by move: String) throws -> Bool {
    for file in [folder.arriving, folder.store] where FileManager.default.fileExists(atPath: file) {
      let copy = try SQLiteHubStore.open(at: file)
      let isIt = try copy.read { try $0.standing().move } == move
      if isIt {
        try copy.write { try $0.save(standing: .present(move: move), at: environment.now()) }
        try copy.checkpoint()
      }
      try copy.close()
      if isIt { return true }
    }
    return false
  }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "another machine" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
