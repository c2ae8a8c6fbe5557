/// The tables of an org, with what each column means and how it merges: a value with a version and a fingerprint.
///
/// Tables and columns are known on the wire by their index here, so they are only ever appended.
public struct Schema: Hashable, Sendable {
  public var version: Int
  /// The oldest program that is given rows, by the version of the schema that it was made for: older ones may hand in their
  /// work, and nothing else. The org sets it; 0 for no limit.
  public var oldestProgram = 0
  public var tables: [TableSchema] { didSet { targets = Self.targets(of: tables) } }
  /// The table whose rows are the territories that scopes name.
  public var territoryTable: String
  /// The table whose rows are the reps that scopes name.
  public var repTable: String
  /// The table to which the server writes what lost a merge; its columns are those of `ConflictColumns`.
  public var conflictTable: String
  /// For each table and column the index of the table that the column references: looked up for each cell of a merge.
  public private(set) var targets: [[Int?]]

  public init(
    version: Int, tables: [TableSchema], territoryTable: String, repTable: String, conflictTable: String
  ) {
    self.version = version
    self.tables = tables
    self.territoryTable = territoryTable
    self.repTable = repTable
    self.conflictTable = conflictTable
    targets = Self.targets(of: tables)
  }

  private static func targets(of tables: [TableSchema]) -> [[Int?]] {
    tables.map { table in
      table.columns.map { column in column.references.flatMap { name in tables.firstIndex { $0.name == name } } }
    }
  }

  /// The index of the table with this name.
  public func index(of name: String) -> Int? { tables.firstIndex { $0.name == name } }

  public subscript(name: String) -> TableSchema? { tables.first { $0.name == name } }
}

/// One table. Every table also has `id` (16 bytes) and `godwit_row` (the compact key), which are not listed.
public struct TableSchema: Hashable, Sendable {
  public var name: String
  /// What a row is, in a sentence.
  public var meaning: String
  public var columns: [ColumnSchema] { didSet { place() } }
  public var scope: ScopeRule { didSet { place() } }
  public var deletion: DeletionRule
  /// Whether only the office writes rows of this table.
  public var officeOwned: Bool { didSet { place() } }
  /// The roles that write rows of this table and, unless these say otherwise, its columns; nil for the usual: the office
  /// alone where it owns the table, else everyone who sells.
  public var writers: [Role]? { didSet { place() } }
  /// Whether a row lands together with its parent when a rejected union is split: an order line with its order.
  public var joinsParent: Bool
  /// What follows from the columns.
  private var places: ColumnPlaces
  private var rights: WriteRights

  public init(
    _ name: String, meaning: String, scope: ScopeRule, deletion: DeletionRule, officeOwned: Bool = false,
    writers: [Role]? = nil, joinsParent: Bool = false, columns: [ColumnSchema]
  ) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.scope = scope
    self.deletion = deletion
    self.officeOwned = officeOwned
    self.writers = writers
    self.joinsParent = joinsParent
    places = ColumnPlaces(of: columns, scope: scope)
    rights = WriteRights(columns: columns, officeOwned: officeOwned, writers: writers)
  }

  private mutating func place() {
    places = ColumnPlaces(of: columns, scope: scope)
    rights = WriteRights(columns: columns, officeOwned: officeOwned, writers: writers)
  }

  /// Whether users of this role write rows of the table.
  public func isWritable(by role: Role) -> Bool { rights.isOpen(to: role) }

  /// The columns that users of this role do not write, as a mask.
  public func foreignMask(to role: Role) -> UInt64 { rights.foreign(to: role) }

  /// The columns that merge together; a column without a group is a group of its own. Ordered by first column.
  public var groups: [ColumnGroup] { places.groups }

  /// For each column the index of its group.
  public var groupOfColumn: [Int] { places.groupOfColumn }

  /// The indices of the unique columns.
  public var uniqueColumns: [Int] { places.unique }

  /// The indices of the columns that are workflows.
  public var workflowColumns: [Int] { places.workflows }

  /// The columns of the office, as a mask.
  public var officeMask: UInt64 { places.office }

  /// The index of the column that names the parent, if the scope follows one.
  public var parentColumn: Int? { places.parent }

  /// The index of the column with this name.
  public func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// All columns, as a mask.
  public var fullMask: UInt64 { columns.isEmpty ? 0 : UInt64.max >> UInt64(64 - columns.count) }

  /// The mask of the columns that merge together with any of these.
  public func closure(of mask: UInt64) -> UInt64 {
    var result = mask
    for group in groups where group.mask & mask != 0 { result |= group.mask }
    return result
  }
}

/// What a table's columns come to, found once: a merge asks for it with each row.
private struct ColumnPlaces: Hashable, Sendable {
  private(set) var groups: [ColumnGroup] = []
  private(set) var groupOfColumn: [Int] = []
  let unique: [Int]
  let workflows: [Int]
  let office: UInt64
  let parent: Int?

  init(of columns: [ColumnSchema], scope: ScopeRule) {
    unique = columns.indices.filter { columns[$0].unique }
    workflows = columns.indices.filter { if case .workflow = columns[$0].policy { true } else { false } }
    office = columns.indices.reduce(0) { columns[$1].policy == .office ? $0 | 1 << UInt64($1) : $0 }
    if case .parent(let name) = scope { parent = columns.firstIndex { $0.name == name } } else { parent = nil }
    for (index, column) in columns.enumerated() {
      if let name = column.group, let known = groups.firstIndex(where: { $0.name == name }) {
        groups[known].add(index)
        groupOfColumn.append(known)
      } else {
        groupOfColumn.append(groups.count)
        groups.append(ColumnGroup(name: column.group ?? column.name, policy: column.policy, column: index))
      }
    }
  }
}

/// Columns that merge as one: an address is never a mixture of two.
public struct ColumnGroup: Hashable, Sendable {
  public var name: String
  public var policy: Policy
  /// Column indices, ascending.
  public private(set) var columns: [Int]
  public private(set) var mask: UInt64

  fileprivate init(name: String, policy: Policy, column: Int) {
    self.name = name
    self.policy = policy
    columns = [column]
    mask = 1 << UInt64(column)
  }

  fileprivate mutating func add(_ column: Int) {
    columns.append(column)
    mask |= 1 << UInt64(column)
  }
}

/// One column.
public struct ColumnSchema: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable {
    case integer, real, text, blob
    /// The ID of a row of the table that `references` names.
    case reference
  }

  public var name: String
  public var kind: Kind
  public var policy: Policy
  /// The roles that write the column; nil for the usual: the office, and whom the table names, where the policy is
  /// `office`, else all who write the table.
  public var writers: [Role]?
  /// The name of the group with which the column merges; nil for a column on its own.
  public var group: String?
  public var references: String?
  public var notNull: Bool
  /// What a row holds that was inserted without the column: NULL or a literal.
  public var fallback: Value
  /// Whether no two rows of the table may hold the same value; NULL is no value.
  public var unique: Bool
  /// What the column means, with its unit.
  public var meaning: String

  public init(
    _ name: String, _ kind: Kind, _ policy: Policy = .latest, group: String? = nil, references: String? = nil,
    notNull: Bool = false, fallback: Value = .null, unique: Bool = false, writers: [Role]? = nil, meaning: String
  ) {
    self.name = name
    self.kind = kind
    self.policy = policy
    self.group = group
    self.references = references
    self.notNull = notNull
    self.fallback = fallback
    self.unique = unique
    self.writers = writers
    self.meaning = meaning
  }
}

/// How the scope of a row is found.
public enum ScopeRule: Hashable, Codable, Sendable {
  /// Everyone in the org reads it.
  case org
  /// This column names the territory or rep to which the row belongs; NULL means the org.
  case owner(column: String)
  /// The scope of the row that this reference column names.
  case parent(column: String)
}

/// What becomes of a delete when somebody else concurrently wrote the row.
public enum DeletionRule: String, Hashable, Codable, Sendable {
  /// The row stays, with the update; the delete is recorded as lost.
  case updateWins
  /// The row goes; the update is recorded as lost.
  case deleteWins
  /// Rows of this table are never deleted; a delete is rejected.
  case never
}

extension Schema: Codable {
  private enum CodingKeys: String, CodingKey {
    case version, oldestProgram, tables, territoryTable, repTable, conflictTable
  }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      version: try box.decode(Int.self, forKey: .version), tables: try box.decode([TableSchema].self, forKey: .tables),
      territoryTable: try box.decode(String.self, forKey: .territoryTable),
      repTable: try box.decode(String.self, forKey: .repTable),
      conflictTable: try box.decode(String.self, forKey: .conflictTable))
    oldestProgram = try box.decodeIfPresent(Int.self, forKey: .oldestProgram) ?? 0
  }

  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(version, forKey: .version)
    if oldestProgram > 0 { try box.encode(oldestProgram, forKey: .oldestProgram) }
    try box.encode(tables, forKey: .tables)
    try box.encode(territoryTable, forKey: .territoryTable)
    try box.encode(repTable, forKey: .repTable)
    try box.encode(conflictTable, forKey: .conflictTable)
  }
}

extension TableSchema: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, meaning, columns, scope, deletion, officeOwned, writers, joinsParent
  }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try box.decode(String.self, forKey: .name), meaning: try box.decode(String.self, forKey: .meaning),
      scope: try box.decode(ScopeRule.self, forKey: .scope),
      deletion: try box.decode(DeletionRule.self, forKey: .deletion),
      officeOwned: try box.decode(Bool.self, forKey: .officeOwned),
      writers: try box.decodeIfPresent([Role].self, forKey: .writers),
      joinsParent: try box.decode(Bool.self, forKey: .joinsParent),
      columns: try box.decode([ColumnSchema].self, forKey: .columns))
  }

  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(name, forKey: .name)
    try box.encode(meaning, forKey: .meaning)
    try box.encode(columns, forKey: .columns)
    try box.encode(scope, forKey: .scope)
    try box.encode(deletion, forKey: .deletion)
    try box.encode(officeOwned, forKey: .officeOwned)
    try box.encodeIfPresent(writers, forKey: .writers)
    try box.encode(joinsParent, forKey: .joinsParent)
  }
}
