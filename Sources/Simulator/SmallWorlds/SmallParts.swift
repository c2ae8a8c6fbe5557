import ChangeModel
import FieldSales
import Foundation
import Hub
import SyncProtocol

/// The two devices and the server of small worlds, with every state that they were ever in.
///
/// What a device does depends on its state alone, and what the server answers on its state and the request. So each
/// step from each state is carried out once, on real files, and remembered.
final class SmallParts {
  private struct DeviceKey: Hashable {
    var state: Int
    var step: SmallDevice.Step
  }

  private struct HubKey: Hashable {
    var state: Int
    var device: Int
    var request: SyncRequest
  }

  let devices: [SmallDevice]
  private let hub: SmallHub
  private var states: [[SmallDevice.State]]
  private var hubStates: [SmallHub.State]
  /// The states in which the files are.
  private var current = [0, 0]
  private var currentHub = 0
  private var steps: [[DeviceKey: (state: Int, request: SyncRequest?)]] = [[:], [:]]
  private var answers: [HubKey: (state: Int, reply: SyncReply)] = [:]
  private var restarts: [Set<Int>] = [[], [], []]
  private var summaries: [[Int: SmallDevice.Summary]] = [[:], [:]]
  private var hubSummaries: [Int: SmallHub.Summary] = [:]
  /// How many steps were carried out.
  private(set) var stepCount = 0

  init(folder: URL) throws {
    hub = try SmallHub(folder: folder)
    devices = try Self.enrolled(at: hub, folder: folder)
    states = try devices.map { [try $0.state(now: SmallClock.begin)] }
    hubStates = [try hub.state()]
    for _ in 0..<2 { for device in [1, 0] { try found(device) } }
    try devices[1].setUp(SmallRows.setUp, now: SmallClock.begin)
    states[1].append(try devices[1].state(now: SmallClock.begin))
    current[1] = states[1].count - 1
    for _ in 0..<2 { for device in [1, 0] { try found(device) } }
    forget()
  }

  private static func enrolled(at hub: SmallHub, folder: URL) throws -> [SmallDevice] {
    for name in ["North", "South"] { _ = try hub.service.perform(.addTerritory(name: name)) }
    return try SmallPerson.allCases.map { person in
      let isManager = person == .mia
      _ = try hub.service.perform(
        .addRep(
          name: person.name, territories: isManager ? ["North", "South"] : ["North"], role: isManager ? .manager : .rep)
      )
      guard case .invitation(let invitation) = try hub.service.perform(.invite(rep: person.name, validDays: 1)) else {
        throw SmallWorldFault("no invitation")
      }
      let key = [UInt8](repeating: UInt8(person.rawValue + 1), count: 32)
      let reply = try hub.service.enrol(
        EnrolRequest(code: invitation.code, publicKey: key, deviceName: person.name))
      return try SmallDevice(person, enrolment: reply, folder: folder, now: SmallClock.begin)
    }
  }

  /// One sync before the worlds begin.
  private func found(_ device: Int) throws {
    let (asking, request) = try take(.begin, device, from: current[device])
    guard let request else { throw SmallWorldFault("no request") }
    let (_, reply) = try answer(request, of: device, from: currentHub)
    let staged = try take(.stage(reply), device, from: asking).state
    _ = try take(.apply, device, from: staged)
  }

  /// Makes the present states those in which every world begins, and forgets all others.
  private func forget() {
    states = [[states[0][current[0]]], [states[1][current[1]]]]
    hubStates = [hubStates[currentHub]]
    current = [0, 0]
    currentHub = 0
    clear()
  }

  /// Forgets all states but the first, when they take too much memory.
  /// - Returns: whether it did.
  func clear(aboveStates count: Int) throws -> Bool {
    if states[0].count + states[1].count + hubStates.count <= count { return false }
    for device in 0..<2 { try move(device, to: 0) }
    try moveHub(to: 0)
    states = states.map { [$0[0]] }
    hubStates = [hubStates[0]]
    clear()
    return true
  }

  private func clear() {
    steps = [[:], [:]]
    answers = [:]
    restarts = [[], [], []]
    summaries = [[:], [:]]
    hubSummaries = [:]
  }

  // MARK: Steps

  func take(_ step: SmallDevice.Step, _ device: Int, from state: Int) throws -> (state: Int, request: SyncRequest?) {
    let key = DeviceKey(state: state, step: step)
    if let known = steps[device][key] { return known }
    try move(device, to: state)
    let (after, request) = try devices[device].take(step, from: states[device][state])
    states[device].append(after)
    current[device] = states[device].count - 1
    stepCount += 1
    steps[device][key] = (current[device], request)
    return (current[device], request)
  }

  func answer(_ request: SyncRequest, of device: Int, from state: Int) throws -> (state: Int, reply: SyncReply) {
    let key = HubKey(state: state, device: device, request: request)
    if let known = answers[key] { return known }
    try moveHub(to: state)
    let (after, reply) = try hub.answer(request, of: devices[device].number, from: hubStates[state])
    hubStates.append(after)
    currentHub = hubStates.count - 1
    stepCount += 1
    answers[key] = (currentHub, reply)
    return (currentHub, reply)
  }

  /// A process ends and begins anew. Its files stay as they are, and so does its state.
  func restart(_ device: Int, in state: Int) throws {
    guard restarts[device].insert(state).inserted else { return }
    try move(device, to: state)
    try devices[device].restart()
    stepCount += 1
  }

  func restartHub(in state: Int) throws {
    guard restarts[2].insert(state).inserted else { return }
    try moveHub(to: state)
    try hub.restart()
    stepCount += 1
  }

  // MARK: Looking

  func done(_ device: Int, in state: Int) -> [Int] { states[device][state].done }

  /// Whether a device has applied all that there is, and has nothing to push.
  func isInStep(_ device: Int, in state: Int, hub: Int) -> Bool {
    states[device][state].isClean && states[device][state].base == hubStates[hub].head
  }

  func summary(of device: Int, in state: Int) throws -> SmallDevice.Summary {
    if let known = summaries[device][state] { return known }
    try move(device, to: state)
    let summary = try devices[device].summary()
    summaries[device][state] = summary
    return summary
  }

  func hubSummary(in state: Int) throws -> SmallHub.Summary {
    if let known = hubSummaries[state] { return known }
    try moveHub(to: state)
    let summary = try hub.summary(of: devices.map(\.number))
    hubSummaries[state] = summary
    return summary
  }

  private func move(_ device: Int, to state: Int) throws {
    if current[device] == state { return }
    try devices[device].restore(states[device][state])
    current[device] = state
  }

  private func moveHub(to state: Int) throws {
    if currentHub == state { return }
    try hub.restore(hubStates[state])
    currentHub = state
  }
}
