/// The one durable answer to a change set.
public struct ChangeResult: Hashable, Sendable {
  public enum Status: Hashable, Sendable {
    /// Merged; so many conflicts were recorded on the way.
    case accepted(conflicts: Int)
    /// Nothing of it was merged.
    case rejected(Rejection)
  }

  public var sequence: Sequence
  public var status: Status
  /// Where the log has it; 0 when rejected.
  public var position: Position
  /// What a rule wants the user to know although the change set was accepted, such as an order put on hold.
  public var remarks: [String]
  /// The row numbers given to the inserts of the change set, in their order; empty when rejected.
  public var numbers: [Int64]

  public init(
    sequence: Sequence, status: Status, position: Position, remarks: [String] = [], numbers: [Int64] = []
  ) {
    self.sequence = sequence
    self.status = status
    self.position = position
    self.remarks = remarks
    self.numbers = numbers
  }

  public var rejection: Rejection? {
    if case .rejected(let rejection) = status { return rejection }
    return nil
  }
}

/// Why a change set was rejected.
public struct Rejection: Hashable, Sendable, Error {
  /// Stable codes; their numbers are part of the protocol.
  public enum Code: UInt8, Hashable, Sendable, CaseIterable {
    /// The change set contradicts the schema: an unknown table or column, a wrong kind of value.
    case malformed = 1
    /// The row, or the row that a reference names, does not exist (any more) or may not be seen by the device.
    case missingRow = 2
    /// The row would be, or is, in a territory that is not the user's.
    case outsideScope = 3
    /// The table or column is the office's.
    case officeOwned = 4
    /// A column that needs a value has none.
    case missingValue = 5
    /// Another row has the same value in a unique column.
    case duplicate = 6
    /// The workflow does not lead from the present state to the new one, or not for this role.
    case workflow = 7
    /// The row may not be deleted.
    case undeletable = 8
    /// A rule of the business.
    case businessRule = 9
    /// A change set on which this one builds was rejected.
    case dependency = 10
    /// More rows or bytes than a change set may have.
    case tooLarge = 11
    /// Nothing is merged yet: the change set is kept on the server until somebody has reviewed it.
    case underReview = 12
  }

  public var code: Code
  /// In plain words: what, and what to do.
  public var message: String
  /// The table at fault, by index.
  public var table: Int?
  /// The row at fault.
  public var row: RowID?

  public init(_ code: Code, _ message: String, table: Int? = nil, row: RowID? = nil) {
    self.code = code
    self.message = message
    self.table = table
    self.row = row
  }
}
