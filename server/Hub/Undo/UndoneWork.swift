import ChangeModel
import Foundation
import HubStore

/// What was undone of a device before, and what the office wrote to undo it: neither is any other write's business.
struct UndoneWork: Codable {
  private static let prefix = "undone."

  /// The device's own.
  var undone = SequenceRuns()
  /// The office's.
  var undoing = SequenceRuns()

  /// What the store knows of a device.
  init(of device: DeviceNumber, in store: any HubReading) throws {
    let key = Self.prefix + String(device)
    guard let known = try store.properties(withPrefix: key).first(where: { $0.key == key }) else { return }
    guard let work = try? JSONDecoder().decode(UndoneWork.self, from: Data(known.value)) else {
      throw HubStoreError.damaged(what: "the note of what was undone of device \(device) cannot be read")
    }
    self = work
  }

  func save(of device: DeviceNumber, at now: Int64, in store: any HubWriting) throws {
    let value = Array(try JSONEncoder().encode(self))
    try store.save(properties: [StoreProperty(key: Self.prefix + String(device), value: value, at: now)])
  }

  func contains(_ dot: Dot, of device: DeviceNumber) -> Bool {
    dot.device == device && undone.contains(dot.sequence)
      || dot.device == officeDevice && undoing.contains(dot.sequence)
  }
}

/// A set of sequences, mostly in long runs.
struct SequenceRuns: Codable, Hashable {
  /// Ascending, with gaps between them.
  private(set) var runs: [ClosedRange<Sequence>] = []

  func contains(_ sequence: Sequence) -> Bool { runs.contains { $0.contains(sequence) } }

  mutating func add(_ sequences: some Swift.Sequence<Sequence>) {
    let all = (runs + sequences.map { $0...$0 }).sorted { $0.lowerBound < $1.lowerBound }
    runs = all.reduce(into: []) { runs, run in
      if let last = runs.last, run.lowerBound <= last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
      } else {
        runs.append(run)
      }
    }
  }
}
