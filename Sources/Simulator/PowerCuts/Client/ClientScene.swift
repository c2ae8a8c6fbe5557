import Foundation
import Hub

/// A piece of a device's life that is cut at each of its operations.
///
/// What leads up to it is played once and copied for every cut.
final class ClientScene {
  let name: String
  let acts: [ClientAct]
  /// The files with which the scene begins.
  private let deviceFolder: CutFolder
  private let hubFolder: CutFolder

  init(_ name: String, in world: CutWorld, prepare: (CutWorld) throws -> [ClientAct]) throws {
    let copy = try CutWorld(copyOf: world)
    self.name = name
    acts = try prepare(copy)
    try copy.close()
    deviceFolder = copy.annFolder
    hubFolder = copy.hubFolder
  }

  /// What a run needs; everything in it goes with it.
  func stage() throws -> (device: CutFolder, hub: CutFolder) {
    (try CutFolder(copyOf: deviceFolder.path), try CutFolder(copyOf: hubFolder.path))
  }
}

/// A hub with two territories, and two devices: Ann's, which is cut, and Ben's, which makes work for her.
final class CutWorld {
  let hubFolder: CutFolder
  let annFolder: CutFolder
  private let benFolder: CutFolder
  let hub: CutHub
  let ann: CutDevice
  let ben: CutDevice

  init() throws {
    hubFolder = try CutFolder()
    annFolder = try CutFolder()
    benFolder = try CutFolder()
    hub = try CutHub(in: hubFolder.path, creates: true)
    ann = CutDevice(in: annFolder.path)
    ben = CutDevice(in: benFolder.path)
    var act = 0
    for name in ["North", "South"] {
      act += 1
      hub.begin(act: act)
      _ = try hub.service.perform(.addTerritory(name: name))
    }
    for (name, territories) in [("Ann", ["North"]), ("Ben", ["North", "South"])] {
      act += 1
      hub.begin(act: act)
      _ = try hub.service.perform(.addRep(name: name, territories: territories, role: .rep))
    }
    hub.begin(act: act + 1)
    try ben.join(code: try code(of: "Ben"), hub: hub)
    try ben.sync(hub, deltaBytesMax: 1 << 20)
    try ben.write(Self.stock)
    try ben.sync(hub, deltaBytesMax: 1 << 20)
  }

  init(copyOf world: CutWorld) throws {
    try world.ann.replica?.close()
    world.ann.drop()
    try world.ben.replica?.close()
    world.ben.drop()
    try world.hub.store.checkpoint()
    hubFolder = try CutFolder(copyOf: world.hubFolder.path)
    annFolder = try CutFolder(copyOf: world.annFolder.path)
    benFolder = try CutFolder(copyOf: world.benFolder.path)
    hub = try CutHub(in: hubFolder.path)
    hub.begin(act: 10)
    ann = CutDevice(in: annFolder.path)
    ben = CutDevice(in: benFolder.path)
  }

  func close() throws {
    try ann.replica?.close()
    try ben.replica?.close()
    try hub.store.close()
  }

  /// A code with which a device of this rep can be enrolled.
  func code(of rep: String) throws -> String {
    guard case .invitation(let invitation) = try hub.service.perform(.invite(rep: rep, validDays: 300)) else {
      throw CutFailure(.unexpected, "there is no invitation for \(rep)")
    }
    return invitation.code
  }

  /// Six customers in the north and four in the south, with an order each.
  private static let stock = (1...10).reduce("") { sql, number in
    sql + CutSQL.customer(number, territory: number <= 6 ? "North" : "South", name: "Customer \(number)")
      + CutSQL.order(100 + number, customer: number, called: "B\(number)", lines: 2)
  }
}
