import ChangeModel

/// How the value of a cell came about, write by write.
///
/// Columns that merge together have one story. Values are written as in the conflict table; nil is NULL.
public struct ValueStory: Codable, Hashable, Sendable {
  /// The table's name.
  public var table: String
  /// The row's ID as text.
  public var row: String
  /// The columns that merge together with the one that was asked about, itself included.
  public var columns: [String]
  /// How concurrent writes to them become one.
  public var policy: String
  /// By column; those of a deleted row are what it had.
  public var present: [String: String]
  /// The position at which the value became what it is.
  public var since: Position
  /// In the order of the log.
  public var steps: [ValueStep]
  /// The position of the change set that deleted the row; nil while it lives.
  public var deletedAt: Position?
  /// Whether the value that stands is not one that somebody handed in: the server's rules wrote it, when the change set at
  /// `since` was merged.
  public var isByRule: Bool

  enum CodingKeys: String, CodingKey {
    case table, row, columns, policy, present, since, steps
    case deletedAt = "deleted_at"
    case isByRule = "by_rule"
  }
}

/// One accepted write in the story of a value.
public struct ValueStep: Codable, Hashable, Sendable {
  /// What became of it.
  public enum Fate: String, Codable, Hashable, Sendable {
    /// Its value stands.
    case stands
    /// It is part of the value, with others: differences, elements, passages of a text.
    case counts
    /// Nobody has decided against it since, but by the policy another write's value stands.
    case aside
    /// Somebody who had seen it wrote after it.
    case replaced
    /// It was made beside a write that was replaced since, and its value did not stand.
    case lost
    /// The server's rules wrote another value on top.
    case overruled
    /// The row went, and is gone.
    case deleted
    /// The row went, and came back.
    case revived
  }

  public var position: Position
  public var device: DeviceNumber
  /// The name of the user; `office` for the office itself.
  public var rep: String
  /// When it was made, by the device's clock as the server corrected it, in milliseconds since 1970 UTC.
  public var writtenAt: Int64
  /// When the server merged it, in milliseconds since 1970 UTC.
  public var mergedAt: Int64
  /// `insert`, `update` or `delete`.
  public var kind: String
  /// By column: `= value`, `+ 3`, or what was added and removed.
  public var edits: [String: String]
  /// Positions of earlier writes that its maker had not seen: it was made beside them.
  public var unseen: [Position]
  public var fate: Fate
  /// What the merge of this write recorded as lost.
  public var conflicts: [StoryConflict]

  enum CodingKeys: String, CodingKey {
    case position, device, rep, kind, edits, unseen, fate, conflicts
    case writtenAt = "written_at"
    case mergedAt = "merged_at"
  }
}

/// A conflict that a write's merge recorded.
public struct StoryConflict: Codable, Hashable, Sendable {
  /// The rule of `MERGE.md` that decided.
  public var rule: String
  /// JSON, column to value.
  public var kept: String
  /// JSON, column to value.
  public var lost: String
}
