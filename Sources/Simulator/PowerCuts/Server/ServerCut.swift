import FaultDisk
import Foundation
import HubStore
import SyncProtocol

/// One cut on a hub: a scene up to the operation, the death or the fault, and what must hold afterwards.
struct ServerCut {
  let scene: ServerScene
  private let folder: CutFolder
  private let machine: FaultyMachine
  private var hub: CutHub?
  /// How many acts were answered.
  private var answered = 0

  init(_ scene: ServerScene) throws {
    self.scene = scene
    folder = try scene.stage()
    machine = try FaultyMachine(folder: folder.path)
  }

  /// How many operations the scene has when nothing breaks.
  mutating func countOperations() throws -> UInt64 {
    try open()
    try play()
    return machine.operations
  }

  mutating func run(_ cut: CutCase) throws {
    cut.mode.strike(machine, at: cut.operation, seed: cut.seed)
    do {
      try open()
      try play()
    } catch let failure as CutFailure {
      throw failure
    } catch {
      // The act that failed is asked for again below.
    }
    if let survival = cut.mode.survival {
      machine.crashNow()
      hub = nil
      try machine.restart(survival, seed: cut.seed)
    } else {
      machine.heal()
    }
    try recover(mode: cut.mode)
  }

  private mutating func open() throws {
    let isThere = FileManager.default.fileExists(atPath: machine.folder + "/hub.sqlite")
    hub = try CutHub(in: machine.folder, creates: scene.beginsWithNothing && !isThere)
  }

  /// Asks for everything that was not answered yet.
  private mutating func play() throws {
    guard let hub else { throw CutFailure(.unexpected, "the hub is not open") }
    while answered < scene.acts.count {
      let act = scene.acts[answered]
      let answer = try act.perform(on: hub, number: ServerScene.firstNumber + answered)
      guard answer == scene.answers[answered] else {
        throw CutFailure(.lost, "act \(answered) was answered \(answer) instead of \(scene.answers[answered])")
      }
      answered += 1
    }
  }

  /// Opens the store again, compares what it remembers with what it answered, and goes on to the end.
  private mutating func recover(mode: CutMode) throws {
    do {
      if hub?.hasEnded ?? true { try open() }
      guard let hub else { return }
      let faults = try hub.store.integrityFaults()
      if !faults.isEmpty { throw CutFailure(.corrupt, faults.joined(separator: "; ")) }
      try check(HubState(hub.store))
      try play()
      guard try HubState(hub.store) == scene.states.last else {
        throw CutFailure(.stuck, "after all acts the hub remembers something else than a hub that never died")
      }
    } catch let failure as CutFailure {
      throw failure
    } catch let error as HubStoreError {
      throw CutFailure(.corrupt, "\(error)")
    } catch {
      throw CutFailure(.stuck, "after the repair, at act \(answered): \(error)")
    }
  }

  /// The state is that after the last act that was answered, or after the one that was under way.
  private mutating func check(_ state: HubState) throws {
    if state == scene.states[answered] { return }
    guard answered < scene.acts.count, state == scene.states[answered + 1] else {
      let known = scene.states.prefix(answered).contains(state)
      throw CutFailure(
        known ? .lost : .half, "\(answered) acts were answered; the hub stands at \(state.head), and knows \(state)")
    }
    // What was done need not be asked for again, and what can be is, as a device would whose reply was lost.
    if !scene.acts[answered].isRepeatable { answered += 1 }
  }
}
