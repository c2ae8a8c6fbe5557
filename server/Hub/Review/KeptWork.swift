import ChangeModel
import Foundation
import HubStore

/// A change set that was handed in and is not merged: a manager, or the office, decides what becomes of it.
///
/// It is kept as a property of the store, so that every store keeps, copies and restores it, and it stays there after the
/// decision: what was discarded can be looked at for ever.
struct KeptWork: Codable, Hashable {
  enum Reason: String, Codable {
    /// Its device was revoked.
    case revoked
    /// It changes what was somebody else's already, and its device knew.
    case moved
  }

  enum State: String, Codable {
    case open, accepted, discarded
  }

  var device: DeviceNumber
  var sequence: Sequence
  /// The user, by row in the rep table, with the role of when it came.
  var rep: Int64
  var role: Role
  var reason: Reason
  /// What its device was told.
  var message: String
  /// Milliseconds since 1970 UTC.
  var keptAt: Int64
  /// What must be added to its stamp, in milliseconds.
  var offsetMilliseconds: Int64
  /// As it was sent.
  var changeSet: Data
  var state = State.open
  /// Where the log has it once it is accepted; 0 until then.
  var position: Position = 0
  var decidedAt: Int64?

  var dot: Dot { Dot(device: device, sequence: sequence) }
}

extension KeptWork {
  private static let prefix = "kept."

  private static func key(of dot: Dot) -> String { "\(prefix)\(dot.device).\(dot.sequence)" }

  /// All of it, or that of one device, by device and sequence.
  static func all(of device: DeviceNumber? = nil, in store: any HubReading) throws -> [KeptWork] {
    let prefix = device.map { "\(Self.prefix)\($0)." } ?? Self.prefix
    return try store.properties(withPrefix: prefix).map(work).sorted { $0.dot < $1.dot }
  }

  static func find(_ dot: Dot, in store: any HubReading) throws -> KeptWork? {
    let key = key(of: dot)
    return try store.properties(withPrefix: key).first { $0.key == key }.map(work)
  }

  private static func work(_ property: StoreProperty) throws -> KeptWork {
    guard let work = try? JSONDecoder().decode(KeptWork.self, from: Data(property.value)) else {
      throw HubStoreError.damaged(what: "the work that is kept under \(property.key) cannot be read")
    }
    return work
  }

  func save(in store: any HubWriting) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let value = Array(try encoder.encode(self))
    try store.save(properties: [StoreProperty(key: Self.key(of: dot), value: value, at: decidedAt ?? keptAt)])
  }
}

extension HubReading {
  /// A change set that is, or was, kept for a review, as it was sent; nil when it never was.
  package func keptChangeSet(_ dot: Dot) throws -> [UInt8]? {
    try KeptWork.find(dot, in: self).map { [UInt8]($0.changeSet) }
  }

  /// The scopes that a user had, each with the first position at which it was no longer the user's.
  package func formerScopes(of rep: Int64) throws -> [Scope: Position] { try FormerScopes(of: rep, in: self).lost }
}
