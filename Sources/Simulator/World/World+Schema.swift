import ChangeModel
import HubStore
import SyncProtocol
import SyncSession

/// How an org's schema grows while devices are away, and their programs are upgraded at different times, or never.
extension World {
  /// The server's program gives way to a newer one, whose schema has more; or a device's program is brought up to date.
  func growOrUpgrade(_ device: SimulatedDevice) throws {
    let mayGrow = hub.schema.version < SimulatedTrade.versions.count && !hub.isDown && !hub.isTroubled
    if mayGrow && roll("schema", { $0.happens(perMille: 600) }) { return grow() }
    guard device.program < hub.schema.version else { return }
    note("the program of \(device.name) is upgraded to version \(hub.schema.version)")
    marks.reach("program upgraded")
    device.program = hub.schema.version
  }

  /// The old program is killed, in the middle of whatever it does, and the new one starts on its store.
  private func grow() {
    var schema = SimulatedTrade.versions[hub.schema.version]
    if roll("schema", { $0.happens(perMille: 500) }) { schema.oldestProgram = schema.version }
    note(
      "the server's program is replaced by version \(schema.version)"
        + (schema.oldestProgram > 0 ? ", and older ones get no rows" : ""))
    marks.reach("schema grown")
    hub.upgrade(to: schema)
    serverDies(during: "an upgrade")
  }

  /// Takes note of a sync that only handed in.
  func noteTooOld(_ device: SimulatedDevice, _ outcome: SyncOutcome) throws {
    device.isTooOld = outcome.handedIn != nil
    guard let handedIn = outcome.handedIn else { return }
    note("\(device.name) is too old: \(handedIn.accepted) accepted, \(handedIn.rejections.count) rejected")
    marks.reach("handed in by a program that is too old")
    // It cannot go on as another one before its upgrade, and asks anew then, so that what was accepted is known to it.
    device.needsRejoin = false
    if handedIn.neededProgram ?? 0 <= device.program {
      throw CheckFailure("alwaysUnderstood", "\(device.name) has program \(device.program), and is called too old")
    }
  }

  /// Those that are too old hand in all that they have, and then their programs are upgraded.
  func upgradePrograms() throws {
    for device in devices where device.program < hub.schema.oldestProgram && !device.isRevoked {
      try syncAtOnce(device)
      try eventuallyHandedIn(device)
      note("the program of \(device.name) is upgraded at last")
      device.program = hub.schema.version
    }
  }

  /// Q3, for a program that is too old: what it has is decided on the server, but for what waits behind a rejected union.
  private func eventuallyHandedIn(_ device: SimulatedDevice) throws {
    if device.isRevoked || device.needsRejoin || device.isFork { return }
    guard let replica = device.replica, try replica.syncState().mayPush else { return }
    for (sequence, sealed) in device.ledger.outbox.sorted(by: { $0.key < $1.key }) {
      guard let result = hub.ledger.decision(device.number, sequence, sealed.payload) else {
        throw CheckFailure("eventuallyHandedIn", "\(device.name) is too old, and change set \(sequence) is not taken")
      }
      if result.rejection != nil && sealed.changeSet.isUnion { return }
    }
  }

  // MARK: What always holds

  /// What no schema forbids is not refused for its form, whichever schema it was sealed under.
  func alwaysTaken(_ rejection: Rejection, of waiting: SimulatedHub.Waiting) throws {
    guard rejection.code == .malformed else { return }
    throw CheckFailure(
      "alwaysTaken", "a change set of \(devices[waiting.packet.device].name) does not fit: \(rejection.message)")
  }

  /// A device that pushes nothing and whose scopes are what they were gets no row that it holds already.
  func alwaysLean(_ reply: SyncReply, to request: SyncRequest, device: SimulatedDevice) throws {
    guard let store = hub.store, request.changeSets.isEmpty, request.wantsDelta, request.marks.isEmpty,
      Set(request.held) == Set(reply.scopes)
    else { return }
    try store.read { store in
      for table in reply.delta.tables {
        let rows = try store.load(table.full.map(\.row) + table.cells.map(\.row), of: table.table)
        for row in rows where row.changed <= request.base {
          throw CheckFailure(
            "alwaysLean",
            "\(device.name) holds all up to \(request.base), and is sent row \(row.key.row) of table \(table.table) "
              + "of \(row.changed) again")
        }
      }
    }
  }
}

extension Schema {
  /// The columns of customers that the first version does not have; nil when there are none.
  var appended: [String]? {
    guard version > 1, let customers = self["customers"], let first = SimulatedTrade.schema["customers"] else {
      return nil
    }
    return customers.columns.dropFirst(first.columns.count).map(\.name)
  }
}
