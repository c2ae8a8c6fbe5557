import ChangeModel
import FieldSales

/// What an import did: every record of the file is in exactly one of the counts.
public struct ImportReport: Hashable, Sendable, Codable {
  public var kind: String
  public var file: String
  public var mapping: String
  public var isDryRun: Bool
  public var read = 0
  public var inserted = 0
  public var updated = 0
  public var unchanged = 0
  public var refused = 0
  /// Rows that the mapping leaves out, by its reason.
  public var skipped: [String: Int] = [:]
  public var warnings = 0
  /// Sums over the rows that were taken: money with decimals, quantities in units.
  public var sums: [String: String] = [:]
  /// The figures of the source that the mapping adds up, over all its rows, exactly.
  public var controls: [ControlTotal] = []
  /// A hash of the rows that were taken, in no order: the same rows give the same one wherever it is made.
  public var digest = Digest.zero.description
  /// What was done after the rows were written: `balances_set`, `users_added`.
  public var afterwards: [String: Int] = [:]
  /// Each row refused, and each warning.
  public var issues: [ImportIssue] = []

  public init(kind: String, file: String, mapping: String, isDryRun: Bool) {
    self.kind = kind
    self.file = file
    self.mapping = mapping
    self.isDryRun = isDryRun
  }

  enum CodingKeys: String, CodingKey {
    case kind, file, mapping, read, inserted, updated, unchanged, refused, skipped, warnings, sums, controls, digest,
      issues, afterwards
    case isDryRun = "dry_run"
  }
}

/// One row of a file with which something is wrong.
public struct ImportIssue: Hashable, Sendable, Codable, CustomStringConvertible {
  public enum Severity: String, Hashable, Sendable, Codable {
    /// The row was not taken.
    case refused
    /// The row was taken, but someone should look at it.
    case warning
  }

  public var file: String
  /// From 1.
  public var line: Int
  /// The row's key, as the file has it; empty when it has none.
  public var key: String
  public var severity: Severity
  public var message: String

  public init(file: String, line: Int, key: String, severity: Severity, message: String) {
    self.file = file
    self.line = line
    self.key = key
    self.severity = severity
    self.message = message
  }

  public var description: String {
    "\(file):\(line): \(severity.rawValue): \(key.isEmpty ? "" : "\(key): ")\(message)"
  }
}
