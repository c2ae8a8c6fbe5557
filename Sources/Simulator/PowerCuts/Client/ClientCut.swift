import ChangeModel
import FaultDisk
import Foundation
import GRDB
import ReplicaStore

/// One cut on a replica: a scene up to the operation, the death or the fault, and what must hold afterwards.
struct ClientCut {
  let scene: ClientScene
  private let machine: FaultyMachine
  private let device: CutDevice
  private let hub: CutHub
  private let folders: (device: CutFolder, hub: CutFolder)
  private var ledger = ClientLedger()
  /// What failed, and is done again after the repair.
  private var later: [ClientAct] = []

  init(_ scene: ClientScene) throws {
    self.scene = scene
    folders = try scene.stage()
    machine = try FaultyMachine(folder: folders.device.path)
    device = CutDevice(in: machine.folder)
    hub = try CutHub(in: folders.hub.path)
    hub.begin(act: 20)
    device.now = hub.now
  }

  /// How many operations the scene has when nothing breaks.
  mutating func countOperations() throws -> UInt64 {
    try play(mode: nil)
    let count = machine.operations
    try settle(redoing: [])
    return count
  }

  /// Plays one death or fault, and looks at what each of these cuts leaves of it; after the last one the device goes on
  /// to the end.
  /// - Parameter cuts: equal in scene, operation and batch.
  /// - Returns: what was wrong with each.
  mutating func run(_ cuts: [CutCase]) -> [CutFailure?] {
    guard let last = cuts.last else { return [] }
    last.mode.strike(machine, at: last.operation, seed: last.seed)
    if let failure = CutFailure.thrown({ try play(mode: last.mode) }) { return cuts.map { _ in failure } }
    if last.mode.survival != nil {
      machine.crashNow()
      device.drop()
    }
    let looks = cuts.dropLast().map { cut in CutFailure.thrown { try look(at: cut) } }
    return looks + [CutFailure.thrown { try goOn(after: last) }]
  }

  /// Opens a copy of what survives, and compares it with the ledger.
  private func look(at cut: CutCase) throws {
    let copy = try CutFolder()
    try machine.copySurvivors(to: copy.path, cut.mode.survival ?? .process, seed: cut.seed)
    let survivor = CutDevice(in: copy.path, position: device.position)
    var ledger = ledger
    _ = try Self.recover(survivor, &ledger, later: later)
  }

  private mutating func goOn(after cut: CutCase) throws {
    if let survival = cut.mode.survival {
      try machine.restart(survival, seed: cut.seed)
    } else {
      machine.heal()
    }
    let open = try Self.recover(device, &ledger, later: later)
    try settle(redoing: later + open)
  }

  /// Plays on until the machine is dead. What fails on a living one is left for later, as a user would.
  private mutating func play(mode: CutMode?) throws {
    for act in scene.acts {
      if machine.isDead { return }
      do {
        try act.perform(on: device, hub: hub)
        ledger.save(act)
      } catch let failure as CutFailure {
        throw failure
      } catch {
        guard mode != nil else { throw CutFailure(.unexpected, "\(act.deed) failed: \(error)") }
        ledger.leaveOpen(act)
        if machine.isDead { return }
        guard try tryAgain(isOver: mode?.isOnce == true) else { return }
      }
    }
  }

  /// What a user of a living machine does after something failed: looks what is there, and tries again what is not,
  /// at once if the fault is over.
  /// - Returns: whether the day goes on.
  private mutating func tryAgain(isOver: Bool) throws -> Bool {
    do {
      let missing = try Self.recover(device, &ledger, later: later)
      if !isOver {
        later += missing
        // A device that did not come to be has no further day.
        return !missing.contains(where: \.isJoin)
      }
      for act in missing {
        try act.perform(on: device, hub: hub)
        ledger.save(act)
      }
      return true
    } catch let failure as CutFailure {
      throw failure
    } catch {
      // Without a replica there is nothing to look at, and nothing more to do before the repair.
      if isOver { throw CutFailure(.stuck, "it failed a second time: \(error)") }
      return false
    }
  }

  /// Opens the replica again and compares it with the ledger.
  /// - Returns: what the user does again.
  private static func recover(
    _ device: CutDevice, _ ledger: inout ClientLedger, later: [ClientAct]
  ) throws -> [ClientAct] {
    if !device.isThere, (later + ledger.open).contains(where: \.isJoin) { return ledger.takeOpen() }
    do {
      if device.replica == nil { try device.open() }
      try checkFile(of: device)
    } catch ReplicaError.damaged(_, let detail) {
      // Said of a file that is only out of reach for now, it would make a user throw it away.
      throw CutFailure(.corrupt, "it is called damaged: \(detail)")
    }
    let position = try device.opened().status().position
    if position < device.position {
      throw CutFailure(.lost, "position \(device.position) was reported, and it stands at \(position)")
    }
    return try ledger.check(device).filter { !$0.isJoin }
  }

  private static func checkFile(of device: CutDevice) throws {
    let answers = try device.opened().read { db in
      (try String.fetchAll(db, sql: "PRAGMA integrity_check"), try Row.fetchAll(db, sql: "PRAGMA foreign_key_check"))
    }
    if answers.0 != ["ok"] { throw CutFailure(.corrupt, answers.0.joined(separator: "; ")) }
    if !answers.1.isEmpty { throw CutFailure(.corrupt, "\(answers.1.count) references lead nowhere") }
  }

  /// The user goes on, and the device syncs until nothing is left to do.
  private mutating func settle(redoing acts: [ClientAct]) throws {
    do {
      for act in acts {
        if try !ledger.isThere(act, on: device) { try act.perform(on: device, hub: hub) }
        ledger.save(act)
      }
      try device.sync(hub, deltaBytesMax: 1 << 20)
    } catch let failure as CutFailure {
      throw failure
    } catch {
      throw CutFailure(.stuck, "after the repair: \(error)")
    }
    ledger.forgetUntilSync()
    _ = try ledger.check(device)
    let replica = try device.opened()
    let status = try replica.status()
    if status.pending != 0 { throw CutFailure(.stuck, "\(status.pending) change sets do not drain") }
    let expected = try hub.service.digests(device: replica.identity.device).digests
    if try replica.digests().filter({ $0.count > 0 }) != expected {
      throw CutFailure(.stuck, "the replica is not the hub's equal")
    }
  }
}
