import ChangeModel
import Foundation
import MergeEngine
import SyncProtocol

/// What a file holds that may be damaged, and the schema as a replica takes it from its server.
extension Decoder {
  static let stored: [Decoder] = [
    Decoder("schema", share: 30, bytesMax: 4_096, seeds: { _ in schemas }, take: takeSchema),
    Decoder("row-record", share: 70, bytesMax: 384, seeds: { _ in rowRecords }, take: takeRowRecord),
    Decoder("result-record", share: 40, seeds: { _ in resultRecords }, take: takeResultRecord),
  ]

  // MARK: Records

  private static func takeRowRecord(_ bytes: [UInt8]) {
    requireCanonical(
      bytes, decode: { try RowRecord.decode($0, heading: heading, shape: nil) }, encode: RowRecord.encode)
    guard let row = try? RowRecord.decode(bytes, heading: heading, shape: shape) else { return }
    require(row.values.count >= shape.fallbacks.count, "a row of an older schema is filled up")
    require(row.groups.count >= shape.groupCount, "groups of an older schema are filled up")
  }

  private static func takeResultRecord(_ bytes: [UInt8]) {
    requireCanonical(
      bytes, decode: { try ResultRecord.decode($0, sequence: 5, device: 3) }, encode: ResultRecord.encode)
  }

  private static let heading = RowRecord.Heading(
    key: RowKey(table: 3, row: 9), id: RowID(high: 1, low: 2), scope: .org, parent: nil, changed: 1_000)

  private static let table = TableSchema(
    "things", meaning: "Things.", scope: .org, deletion: .updateWins,
    columns: [
      ColumnSchema("name", .text, notNull: true, fallback: .text(""), meaning: "Its name."),
      ColumnSchema("street", .text, group: "address", meaning: "Its street."),
      ColumnSchema("town", .text, group: "address", meaning: "Its town."),
      ColumnSchema("tags", .text, .set, meaning: "Its tags."),
    ])

  private static let shape = RowShape(table)

  private static var rowRecords: [[UInt8]] {
    func write(_ sequence: Int64) -> Write {
      Write(
        dot: Dot(device: 7, sequence: sequence), position: 990 + sequence,
        stamp: Stamp(milliseconds: 1_760_000_000_000 + sequence, counter: 1))
    }
    var row = RowState(
      key: heading.key, id: heading.id, scope: heading.scope, entered: heading.changed, changed: heading.changed,
      created: write(1), values: [.text("Kiosk"), .null, .integer(5), .text("[\"a\"]")],
      groups: [GroupState](repeating: GroupState(changed: write(1).position, winner: write(1)), count: 3))
    var rows = [row]
    row.groups[1].winner = write(2)
    row.groups[1].siblings = [Sibling(write: write(3), values: [.text("x"), .real(0.5)])]
    row.groups[2].additions = [SetAddition(element: "a", write: write(4))]
    rows.append(row)
    row.deletion = write(5)
    row.entered = 900
    rows.append(row)
    return rows.compactMap { try? RowRecord.encode($0) }
  }

  private static var resultRecords: [[UInt8]] {
    let rejection = Rejection(.duplicate, "taken", table: 3, row: RowID(high: 1, low: 2))
    return [
      ChangeResult(sequence: 5, status: .accepted(conflicts: 2), position: 77, remarks: ["held"], numbers: [4, 9]),
      ChangeResult(sequence: 5, status: .rejected(rejection), position: 0),
    ].map(ResultRecord.encode)
  }

  // MARK: The schema

  private static func takeSchema(_ bytes: [UInt8]) {
    guard let schema = try? JSONDecoder().decode(Schema.self, from: Data(bytes)), schema.faults.isEmpty else { return }
    require(schema.tables.allSatisfy { $0.closure(of: $0.fullMask) == $0.fullMask }, "all columns are in groups")
    guard let json = try? JSONEncoder().encode(schema),
      let again = try? JSONDecoder().decode(Schema.self, from: json)
    else { return require(false, "a schema can be written and read") }
    require(again == schema, "the schema comes back")
    require(again.fingerprint == schema.fingerprint, "the fingerprint comes back")
  }

  private static var schemas: [[UInt8]] {
    func reference(_ name: String, _ table: String) -> ColumnSchema {
      ColumnSchema(name, .reference, references: table, meaning: "")
    }
    let states = [Workflow.State("a", next: ["b"]), Workflow.State("b", next: [])]
    let owners = ["places", "people"].map {
      TableSchema($0, meaning: "", scope: .org, deletion: .never, officeOwned: true, columns: [])
    }
    let conflicts = TableSchema(
      "conflicts", meaning: "", scope: .org, deletion: .never,
      columns: ConflictColumns.all.map { ColumnSchema($0, .text, meaning: "") })
    let things = TableSchema(
      "things", meaning: "", scope: .owner(column: "place"), deletion: .updateWins,
      columns: [
        reference("place", "places"), ColumnSchema("n", .integer, .counter, fallback: .integer(0), meaning: ""),
        ColumnSchema("w", .text, .workflow(Workflow(states: states, initial: ["a"])), meaning: ""),
      ])
    let parts = TableSchema(
      "parts", meaning: "", scope: .parent(column: "thing"), deletion: .deleteWins, joinsParent: true,
      columns: [reference("thing", "things"), ColumnSchema("x", .real, .max, fallback: .real(0.5), meaning: "")])
    return [[conflicts], [conflicts, things], [conflicts, things, parts]].compactMap { more in
      let schema = Schema(
        version: 1, tables: owners + more, territoryTable: "places", repTable: "people", conflictTable: "conflicts")
      return (try? JSONEncoder().encode(schema)).map(Array.init)
    }
  }
}
