import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

@testable import Hub

/// The org's schema grows while devices are away.
@Suite struct SchemaGrowthTests {
  private static func newer(_ columns: [ColumnSchema] = [nullable]) -> Schema {
    var schema = TrialSchema.schema
    schema.version = 2
    schema.tables[TrialSchema.items].columns += columns
    return schema
  }

  private static let nullable = ColumnSchema("colour", .text, meaning: "new")
  private static let filled = ColumnSchema(
    "stars", .integer, .counter, notNull: true, fallback: .integer(3), meaning: "new")

  /// A hub as the next version of the server opens it.
  private func upgraded(_ hub: TestHub, to schema: Schema) throws -> HubService {
    var org = hub.service.org
    org.schema = schema
    let forward = org
    try hub.store.write { try $0.save(org: forward) }
    return try HubService(
      store: hub.store, rules: NoBusinessRules(), environment: hub.clock.environment, logger: .silent)
  }

  private func filledHub(items: UInt64) throws -> (TestHub, TestDevice) {
    let hub = try TestHub()
    var ann = try hub.device(of: "Ann")
    try ann.push(hub, (1...items).map { Trial.insertItem(.trial($0)) })
    try ann.pull(hub)
    return (hub, ann)
  }

  /// G3: what a column costs a device does not depend on how many rows it holds.
  @Test(arguments: [
    [SchemaGrowthTests.nullable], [SchemaGrowthTests.filled], [SchemaGrowthTests.nullable, SchemaGrowthTests.filled],
  ])
  func newColumn_travelsOnce_andNoRowWithIt(columns: [ColumnSchema]) throws {
    var sizes = [Int]()
    for items: UInt64 in [10, 1_000] {
      let (hub, ann) = try filledHub(items: items)
      let service = try upgraded(hub, to: Self.newer(columns))
      let reply = try service.sync(ann.request(), device: ann.number)
      #expect(reply.isComplete)
      #expect(reply.delta.rowCount == 0)
      #expect(reply.schema != nil)
      // What is left differs by the lengths of positions and marks.
      sizes.append(Frame.encode(.syncReply(reply)).count)
    }
    #expect(abs(sizes[1] - sizes[0]) <= 16, "\(sizes)")
  }

  @Test func deviceFromBefore_handsInRowsAndEdits_thatLackTheColumn() throws {
    let (hub, device) = try filledHub(items: 2)
    var ann = device
    let sealed = [
      ann.seal([Trial.insertItem(.trial(50), ["name": .set(.text("offline"))])]),
      ann.seal([Trial.update(.trial(1), ["name": .set(.text("edited"))])]),
    ]
    let service = try upgraded(hub, to: Self.newer([Self.nullable, Self.filled]))
    let reply = try service.sync(ann.request(sealed), device: ann.number)
    #expect(reply.results.map(\.rejection) == [nil, nil])
    var needs = RowNeeds()
    needs.ids.insert(TableID(table: TrialSchema.items, id: .trial(50)))
    let rows = try service.store.read { try $0.load(needs).rows }
    #expect(rows.first?.values.suffix(2) == [.null, .integer(3)])
    #expect(try service.store.integrityFaults() == [])
  }

  @Test func serverOfTheOldProgram_saysLater() throws {
    let (hub, ann) = try filledHub(items: 1)
    _ = try upgraded(hub, to: Self.newer())
    #expect(TestHub.error { try hub.service.sync(ann.request(), device: ann.number) }?.code == .busy)
  }

  @Test func schemaThatCannotFollow_isRefusedInWords() throws {
    let (hub, _) = try filledHub(items: 1)
    var renamed = TrialSchema.schema
    renamed.tables[TrialSchema.items].columns[1].policy = .ask
    let error = #expect(throws: HubStoreError.self) { try upgraded(hub, to: renamed) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("items.name: latest became ask"))
  }

  // MARK: Devices that are ahead of the server

  @Test func serverThatWasSetBack_takesWhatItKnows_andLeavesTheRestWaiting() throws {
    let (hub, device) = try filledHub(items: 2)
    var ann = device
    let known = ann.seal([Trial.update(.trial(1), ["name": .set(.text("known"))])])
    let unknown = ann.seal([
      RowChange(
        table: TrialSchema.items, row: .id(.trial(1)), kind: .update,
        cells: [CellChange(column: 14, edit: .set(.text("red")))])
    ])
    let behind = ann.seal([Trial.update(.trial(2), ["name": .set(.text("behind"))])])
    var request = ann.request([known, unknown, behind])
    request.schemaFingerprint = Self.newer().fingerprint
    let reply = try hub.service.sync(request, device: ann.number)
    #expect(reply.results.map(\.sequence) == [known.dot.sequence])
    #expect(reply.schema != nil)
    ann.apply(reply)

    let service = try upgraded(hub, to: Self.newer())
    var rest = ann.request([unknown, behind])
    rest.schemaFingerprint = Self.newer().fingerprint
    #expect(try service.sync(rest, device: ann.number).results.map(\.rejection) == [nil, nil])
  }

  /// A device of the server's own schema that names what there is not is wrong, and must not wait for ever.
  @Test func deviceOfTheSameSchema_thatNamesAnUnknownColumn_isRejected() throws {
    let (hub, device) = try filledHub(items: 1)
    var ann = device
    let wrong = ann.seal([
      RowChange(
        table: TrialSchema.items, row: .id(.trial(1)), kind: .update,
        cells: [CellChange(column: 14, edit: .set(.text("red")))])
    ])
    let reply = try hub.service.sync(ann.request([wrong]), device: ann.number)
    #expect(reply.results.first?.rejection?.code == .malformed)
  }

  // MARK: Programs that are too old

  @Test func programThatIsTooOld_handsIn_getsNoRows_andCatchesUpAfterItsUpgrade() throws {
    let (hub, device) = try filledHub(items: 2)
    var ann = device
    var ben = try hub.device(of: "Ann")
    try ben.pull(hub)
    try ben.push(hub, [Trial.update(.trial(2), ["name": .set(.text("by another"))])])
    _ = try hub.service.perform(.setOldestProgram(2))
    let mine = ann.seal([Trial.insertItem(.trial(50)), Trial.update(.trial(1), ["hits": .add(2)])])
    let wrong = ann.seal([Trial.update(.trial(1), ["credit": .set(.integer(9))])])
    let later = ann.seal([Trial.update(.trial(1), ["hits": .add(1)])])

    for _ in 1...2 {
      let reply = try hub.service.sync(ann.request([mine, wrong, later]), device: ann.number)
      #expect(reply.neededProgram == 2)
      #expect(!reply.isComplete)
      #expect(reply.delta.rowCount == 0)
      #expect(reply.schema == nil)
      #expect(reply.results.map(\.rejection?.code) == [nil, .officeOwned, nil])
    }
    var caughtUp = ann.request([mine, wrong, later])
    caughtUp.program = 2
    let reply = try hub.service.sync(caughtUp, device: ann.number)
    #expect(reply.neededProgram == nil)
    #expect(reply.isComplete)
    #expect(reply.results.map(\.rejection?.code) == [nil, .officeOwned, nil])
    // What another wrote, and the truth of the edit that was rejected.
    let cells = reply.delta.tables.flatMap(\.cells)
    #expect(cells.contains { $0.values.contains(.text("by another")) })
    #expect(cells.contains { $0.mask & 1 << UInt64(TrialSchema.item("credit")) != 0 })
    let items = try hub.items()
    #expect(items.count == 3)
    #expect(items.first { $0.id == .trial(1) }?.values[TrialSchema.item("hits")] == .integer(3))
  }

  @Test func oldestProgram_isNoOtherSchema_andCanBeTakenBack() throws {
    let (hub, ann) = try filledHub(items: 1)
    let other = try HubService(
      store: hub.store, rules: NoBusinessRules(), environment: hub.clock.environment, logger: .silent)
    _ = try hub.service.perform(.setOldestProgram(2))
    #expect(try other.sync(ann.request(), device: ann.number).neededProgram == 2)
    _ = try hub.service.perform(.setOldestProgram(0))
    let reply = try other.sync(ann.request(), device: ann.number)
    #expect(reply.neededProgram == nil)
    #expect(reply.schema == nil)
    #expect(throws: OfficeFault.self) { try hub.service.perform(.setOldestProgram(-1)) }
  }

  // MARK: What the office sees

  @Test func office_seesWhoHasWhichSchema_andWhatNobodyUses() throws {
    let (hub, ann) = try filledHub(items: 1)
    let service = try upgraded(hub, to: Self.newer())
    var request = ann.request()
    request.program = 1
    _ = try service.sync(request, device: ann.number)
    guard case .schema(let before) = try service.perform(.schema(isWhole: true)) else { return }
    #expect(before.version == 2)
    #expect(before.devices.map(\.program) == [1])
    #expect(before.devices.map(\.schema) == ["older"])
    #expect(before.unused?.contains("items.colour") == true)
    #expect(before.unused?.contains("bills") == true)
    #expect(before.unused?.contains("items.territory_id") == false)
    request.schemaFingerprint = Self.newer().fingerprint
    request.program = 2
    _ = try service.sync(request, device: ann.number)
    guard case .devices(let after) = try service.perform(.listDevices) else { return }
    #expect(after.map(\.program) == [2])
    #expect(after.map(\.schema) == ["current"])
  }

  /// A device that always pushes is seen as well.
  @Test func program_isNotedWithAPush() throws {
    let (hub, device) = try filledHub(items: 1)
    var ann = device
    var request = ann.request([ann.seal([Trial.update(.trial(1), ["hits": .add(1)])])])
    request.program = 7
    _ = try hub.service.sync(request, device: ann.number)
    guard case .devices(let devices) = try hub.service.perform(.listDevices) else { return }
    #expect(devices.map(\.program) == [7])
  }
}
