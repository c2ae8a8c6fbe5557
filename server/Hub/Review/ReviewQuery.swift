import ChangeModel

/// What a manager, or the office, asks of the work that is kept for a review.
public enum ReviewQuery: Codable, Hashable, Sendable {
  /// What waits; with `all`, also what was decided.
  case list(all: Bool)
  case show(WorkName)
  /// Merges it as if it had been taken when it came.
  case accept(WorkName)
  case discard(WorkName)
}

/// What people call a change set: its device, and its number there, as in `7.12`.
public struct WorkName: Codable, Hashable, Sendable, CustomStringConvertible {
  public var device: DeviceNumber
  public var sequence: Sequence

  public init(device: DeviceNumber, sequence: Sequence) {
    self.device = device
    self.sequence = sequence
  }

  /// - Returns: nil for text that names none.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let device = DeviceNumber(parts[0]), let sequence = Sequence(parts[1]), sequence > 0 else {
      return nil
    }
    self.init(device: device, sequence: sequence)
  }

  public var description: String { "\(device).\(sequence)" }
}

/// A change set that is, or was, kept for a review. Times are milliseconds since 1970 UTC.
public struct ReviewEntry: Codable, Hashable, Sendable {
  /// As in `7.12`.
  public var work: String
  public var device: DeviceNumber
  public var rep: String
  /// `revoked` or `moved`.
  public var reason: String
  /// What the device was told.
  public var message: String
  /// `open`, `accepted` or `discarded`.
  public var state: String
  public var keptAt: Int64
  public var decidedAt: Int64?
  /// Where the log has it; 0 until it is accepted.
  public var position: Position
  public var changes: [ReviewChange]

  enum CodingKeys: String, CodingKey {
    case work, device, rep, reason, message, state, position, changes
    case keptAt = "kept_at"
    case decidedAt = "decided_at"
  }
}

/// What a kept change set does to one row.
public struct ReviewChange: Codable, Hashable, Sendable {
  public var table: String
  /// The row's ID, if the server knows it.
  public var id: String?
  /// `insert`, `update` or `delete`.
  public var kind: String
  /// By column: the new value, or what is done to it.
  public var cells: [String: String]
}
