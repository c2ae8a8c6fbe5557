import ChangeModel
import HubStore
import SyncProtocol

/// The org's schema, and who has it, as the office sees it.
public struct SchemaReport: Codable, Hashable, Sendable {
  public struct Table: Codable, Hashable, Sendable {
    public var name: String
    public var columns: [String]
  }

  public var version: Int
  /// 32 hexadecimal digits.
  public var fingerprint: String
  /// The oldest program that is given rows; 0 for no limit.
  public var oldestProgram: Int
  public var tables: [Table]
  /// The columns that no living row uses, as `table.column`, a whole table as `table`; nil unless it was asked for.
  public var unused: [String]?
  /// Those that were not revoked.
  public var devices: [DeviceEntry]

  enum CodingKeys: String, CodingKey {
    case version, fingerprint, tables, unused, devices
    case oldestProgram = "oldest_program"
  }
}

extension HubService {
  /// - Parameter isWhole: whether to look for columns without use, which reads every row.
  func describeSchema(isWhole: Bool) throws -> SchemaReport {
    let devices = try listDevices().filter { $0.state == "active" }
    return try store.read { store in
      let schema = try keepUp(with: store).org.schema
      return SchemaReport(
        version: schema.version, fingerprint: "\(schema.fingerprint)", oldestProgram: schema.oldestProgram,
        tables: schema.tables.map { SchemaReport.Table(name: $0.name, columns: $0.columns.map(\.name)) },
        unused: isWhole ? try Self.unused(schema, in: store) : nil, devices: devices)
    }
  }

  /// Sets from which program on devices are given rows. It holds from their next request.
  func setOldestProgram(_ version: Int) throws -> SchemaReport {
    guard (0...Limits.programMax).contains(version) else {
      throw OfficeFault("A version is a whole number from 0 to \(Limits.programMax).")
    }
    try store.write { store in
      var org = try keepUp(with: store).org
      org.schema.oldestProgram = version
      try store.save(org: org)
    }
    return try describeSchema(isWhole: false)
  }

  private static func unused(_ schema: Schema, in store: any HubReading) throws -> [String] {
    var unused = [String]()
    for (index, table) in schema.tables.enumerated() {
      var left = Set(table.columns.indices)
      var isEmpty = true
      try store.forEachRow(table: index) { row in
        isEmpty = false
        if left.isEmpty { return }
        left = left.filter { row.values[$0].isSame(as: table.columns[$0].fallback) }
      }
      unused += isEmpty ? [table.name] : left.sorted().map { "\(table.name).\(table.columns[$0].name)" }
    }
    return unused
  }
}
