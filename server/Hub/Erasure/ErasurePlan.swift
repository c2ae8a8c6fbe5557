import ChangeModel

/// What an erasure empties, in the words of the trade's schema.
public struct ErasurePlan: Codable, Hashable, Sendable {
  /// The columns that say something about a person, by table.
  public var personal: [String: [String]]
  /// Columns whose texts so many share that they find nobody.
  public var common: [String]
  /// The column that tells that a row was erased, in the tables that have it.
  public var marker: String
  /// What stands where a column must not be empty.
  public var placeholder: String

  public init(personal: [String: [String]], common: [String], marker: String, placeholder: String) {
    self.personal = personal
    self.common = common
    self.marker = marker
    self.placeholder = placeholder
  }
}

/// What an erasure did, or would do.
public struct ErasureReport: Codable, Hashable, Sendable {
  public var table: String
  /// The row's ID as text.
  public var id: String
  public var isDryRun: Bool
  /// Rows with something personal in them, by table.
  public var rows: [String: Int]
  /// Change sets of the history that were written anew.
  public var changeSets: Int
  /// Answers to change sets that quoted something.
  public var results: Int
  /// The devices that can see the rows; they follow with their next sync.
  public var devices: [DeviceEntry]
  /// Folders from which files were taken in.
  public var folders: [String]
  /// Texts by which the person is found in files; for the program alone.
  public var texts: [String]

  enum CodingKeys: String, CodingKey {
    case table, id, rows, results, devices, folders, texts
    case isDryRun = "dry_run"
    case changeSets = "change_sets"
  }
}
