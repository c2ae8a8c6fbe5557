import ChangeModel
import Foundation
import HubStore
import MergeEngine
import PostgresStore
import SyncProtocol

/// One writer: as a device's pushes do, each transaction looks up what the store has of it, and goes on from there.
struct DrillWriter {
  private let drill: WriterDrill
  private let device: DeviceNumber
  private let store: PostgresHubStore
  private let table = 2

  init(_ drill: WriterDrill, _ device: DeviceNumber) throws {
    self.drill = drill
    self.device = device
    store = try drill.insist { try PostgresHubStore.open(at: drill.address, org: drill.org, readersMax: 1) }
  }

  func run() throws {
    defer { store.close() }
    var acknowledged = noted()
    while true {
      let outcome: Step
      do {
        outcome = try drill.insist { try step(after: acknowledged) }
      } catch HubStoreError.outcomeUnknown {
        continue
      }
      switch outcome {
      case .over: return
      case .lost(let known):
        drill.count { $0.lost += Int(acknowledged - known) }
        return
      case .done(let sequence):
        drill.count { $0.written += Int(sequence - acknowledged) }
        acknowledged = sequence
        note(sequence)
      }
    }
  }

  private enum Step {
    case done(Sequence)
    case lost(known: Sequence)
    case over
  }

  private func step(after acknowledged: Sequence) throws -> Step {
    do {
      return try store.write { writing in
        var record =
          try writing.device(device)
          ?? DeviceRecord(number: device, rep: 1, name: "writer \(device)", publicKey: [], enrolledAt: 1)
        // What was committed under an unknown outcome is there already.
        if record.lastSequence > acknowledged { return .done(record.lastSequence) }
        if record.lastSequence < acknowledged { return .lost(known: record.lastSequence) }
        let head = try writing.head()
        if head >= drill.transactions { return .over }
        record.lastSequence += 1
        try write(at: head + 1, sequence: record.lastSequence, into: writing)
        try writing.save(device: record)
        pause()
        return .done(record.lastSequence)
      }
    } catch HubStoreError.outcomeUnknown(let why) {
      drill.count { $0.unknown += 1 }
      throw HubStoreError.unavailable(why: why)
    }
  }

  private func write(at position: Position, sequence: Sequence, into writing: any HubWriting) throws {
    let dot = Dot(device: device, sequence: sequence)
    let write = Write(dot: dot, position: position, stamp: Stamp(milliseconds: position))
    let schema = try writing.org().schema.tables[table]
    let number = (try writing.lastRows()[table] ?? 0) + 1
    let row = RowState(
      key: RowKey(table: table, row: number), id: RowID(high: UInt64(device), low: UInt64(sequence)), scope: .org,
      entered: position, changed: position, created: write, values: schema.columns.map { _ in .null },
      groups: schema.groups.map { _ in GroupState(changed: position, winner: write) })
    var batch = MergeBatch(head: position)
    batch.rows = [row]
    batch.lastRows = [table: number]
    batch.digests = [ScopeTable(scope: .org, table: table): DigestChange(digest: row.digest, count: 1)]
    pause()
    try writing.commit(batch)
    try writing.append(history: [
      HistoryEntry(position: position, dot: dot, stamp: write.stamp, rep: 1, mergedAt: position, changeSet: [1])
    ])
    try writing.save(results: [
      StoredResult(
        device: device, result: ChangeResult(sequence: sequence, status: .accepted(conflicts: 0), position: position),
        payload: .zero)
    ])
  }

  private func pause() { usleep(UInt32.random(in: 0...drill.pauseMax / 2)) }

  private var file: String? { drill.notes.map { $0 + "/writer-\(device)" } }

  private func noted() -> Sequence {
    guard let file, let data = FileManager.default.contents(atPath: file) else { return 0 }
    return Sequence(String(decoding: data, as: UTF8.self)) ?? 0
  }

  private func note(_ sequence: Sequence) {
    guard let file else { return }
    // A whole file or the one before: a process may be killed here too.
    try? Data("\(sequence)".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
  }
}
