import ChangeModel
import HubStore
import SyncProtocol

/// What a device told that is worth keeping, but not worth a commit of its own.
struct DeviceNote: Sendable {
  var acknowledged: Sequence
  var base: Position
  /// Milliseconds since 1970 UTC.
  var seenAt: Int64
  var program: DeviceProgram

  mutating func add(_ other: DeviceNote) {
    acknowledged = max(acknowledged, other.acknowledged)
    base = max(base, other.base)
    if other.seenAt >= seenAt { program = other.program }
    seenAt = max(seenAt, other.seenAt)
  }

  /// Writes the note into the device's record, and forgets results that nobody will ask for again.
  func save(for number: DeviceNumber, in store: any HubWriting) throws {
    guard var device = try store.device(number) else { return }
    device.base = max(device.base, base)
    device.lastSeenAt = max(device.lastSeenAt ?? 0, seenAt)
    try store.save(device: device)
    try program.save(for: number, at: seenAt, in: store)
    try store.forgetResults(of: device, acknowledged: acknowledged)
  }
}

extension HubService {
  func note(_ request: SyncRequest, of device: DeviceNumber) {
    let note = DeviceNote(
      acknowledged: request.acknowledged, base: request.base, seenAt: environment.now(),
      program: DeviceProgram(version: request.program, schema: request.schemaFingerprint))
    notes.withLock { notes in
      notes[device]?.add(note)
      if notes[device] == nil { notes[device] = note }
    }
  }

  /// Some of the notes, to be taken along in a write.
  func takeNotes(limit: Int) -> [(DeviceNumber, DeviceNote)] {
    notes.withLock { notes in
      let devices = notes.keys.sorted().prefix(limit)
      return devices.compactMap { device in notes.removeValue(forKey: device).map { (device, $0) } }
    }
  }

  /// Writes down what devices told without pushing, and who was turned away. To be called now and then, and at the end. What
  /// could not be written is written with the next; counted twice at worst, where nobody knows whether it was.
  public func saveNotes() throws(ErrorReply) {
    try answer { try writeNotes() }
  }

  /// The same for the office, which is told what the store says.
  func writeNotes() throws {
    let notes = takeNotes(limit: .max)
    let refusals = takeRefusals()
    guard !notes.isEmpty || !refusals.isEmpty else { return }
    let now = environment.now()
    do {
      try store.write { store in
        for (device, note) in notes { try note.save(for: device, in: store) }
        try store.note(refusals.events, at: now)
      }
    } catch {
      self.notes.withLock { kept in
        for (device, note) in notes { kept[device, default: note].add(note) }
      }
      self.refusals.withLock { $0.add(refusals) }
      throw error
    }
  }
}
