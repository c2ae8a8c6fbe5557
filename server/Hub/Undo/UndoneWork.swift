import ChangeModel
import Foundation
import HubStore

/// What was undone before, of whatever device, and what the office wrote to undo it: neither is any other write's business.
struct UndoneWork: Codable {
  private static let key = "undone"

  /// Of the devices' own change sets.
  private var undone: [DeviceNumber: SequenceRuns] = [:]
  /// The office's.
  private var undoing = SequenceRuns()

  init() {}

  init(in store: any HubReading) throws {
    guard let known = try store.properties(withPrefix: Self.key).first(where: { $0.key == Self.key }) else { return }
    guard let work = try? JSONDecoder().decode(UndoneWork.self, from: Data(known.value)) else {
      throw HubStoreError.damaged(what: "the note of what was undone cannot be read")
    }
    self = work
  }

  func save(at now: Int64, in store: any HubWriting) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try store.save(properties: [StoreProperty(key: Self.key, value: Array(try encoder.encode(self)), at: now)])
  }

  mutating func add(_ sequences: [Sequence], of device: DeviceNumber) {
    undone[device, default: SequenceRuns()].add(sequences)
  }

  mutating func add(undoing sequences: [Sequence]) { undoing.add(sequences) }

  func contains(_ dot: Dot) -> Bool {
    if dot.device == officeDevice { return undoing.contains(dot.sequence) }
    return undone[dot.device]?.contains(dot.sequence) ?? false
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
