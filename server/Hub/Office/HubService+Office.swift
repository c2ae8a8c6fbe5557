import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

extension HubService {
  /// Carries out a command of the office.
  /// - Throws: `OfficeFault` with a line for the person who gave it; else what the store throws.
  public func perform(_ command: OfficeCommand) throws -> OfficeAnswer {
    switch command {
    case .addTerritory(let name): .territories([try addTerritory(name)])
    case .listTerritories: .territories(try read { try $0.territoryEntries() })
    case .addRep(let name, let territories, let role): .reps([try addRep(name, territories: territories, role: role)])
    case .listReps: .reps(try read { try $0.repEntries() })
    case .assignRep(let rep, let territories): .reps([try assign(rep, territories: territories)])
    case .setRole(let rep, let role): .reps([try setRole(rep, to: role)])
    case .invite(let rep, let days): .invitation(try invite(rep, validDays: days))
    case .listDevices: .devices(try listDevices())
    case .revokeDevice(let device): .devices([try revoke(device)])
    case .verify: .verified(try verify())
    case .status: .status(try status())
    case .schema(let isWhole): .schema(try describeSchema(isWhole: isWhole))
    case .setOldestProgram(let version): .schema(try setOldestProgram(version))
    case .makeDeskToken: .token(try makeDeskToken())
    case .erase(let subject, let plan, let isDryRun): .erased(try erase(subject, plan, isDryRun: isDryRun))
    case .listErasures: .erasures(try erasures())
    case .noteFolder(let path): try noteFolder(path)
    case .audit(let query): .audit(try store.read { try AuditReader(schema: schema, store: $0).report(query) })
    case .why(let subject, let column): .story(try story(of: subject, column: column))
    case .undo(let query): .undone(try undo(query))
    case .collect(let days, let isDryRun): .collected(try collect(days: days, isDryRun: isDryRun))
    case .review(let query): .reviewed(try review(query))
    case .moveTerritory(let move): .moved(try self.move(move))
    case .noteReading(let what, let subject): try noteReading(what, of: subject)
    }
  }

  /// With what the devices told up to now.
  func listDevices() throws -> [DeviceEntry] {
    try writeNotes()
    return try read { try $0.deviceEntries() }
  }

  private func status() throws -> HubStatus {
    try writeNotes()
    return try read { try $0.status(of: org) }
  }

  private func verify() throws -> VerifyReport {
    var report = try store.read { try StoreAudit(schema: schema, store: $0).report() }
    report.faults += try store.integrityFaults()
    report.ok = report.faults.isEmpty
    return report
  }

  /// The one who asks sees a value, and all that it was.
  private func story(of subject: SubjectRef, column: String) throws -> ValueStory {
    let story = try store.read { try StoryTeller(schema: schema, store: $0).story(of: subject, column: column) }
    _ = try noteReading("why \(subject.table).\(column)", of: subject.id)
    return story
  }

  private func read<Value>(_ body: (OfficeView) throws -> Value) throws -> Value {
    try store.read { try body(OfficeView(schema: schema, store: $0)) }
  }

  /// Writes as the office, and tells the readers of what changed.
  /// - Parameter isDryRun: whether to give up what was written once all is known.
  func writeAsOffice<Value: Sendable>(
    isDryRun: Bool = false, _ body: (inout OfficeWriter, any HubWriting) throws -> Value
  ) throws -> Value {
    do {
      let (value, outcome) = try store.write { store in
        try keepUp(with: store)
        var writer = try OfficeWriter(schema: schema, rules: rules, now: environment.now(), store: store)
        let value = try body(&writer, store)
        if isDryRun { throw GivenUp(value: value) }
        return (value, try writer.finish())
      }
      metrics.update { $0.rowsWritten += outcome.rowsWritten }
      publish(outcome.head, scopes: outcome.scopes)
      return value
    } catch let givenUp as GivenUp<Value> {
      return givenUp.value
    }
  }

  private struct GivenUp<Value: Sendable>: Error {
    var value: Value
  }

  private func addTerritory(_ name: String) throws -> TerritoryEntry {
    try writeAsOffice { writer, store in
      let directory = OfficeDirectory(schema: schema, store: store)
      try directory.checkNew(name, among: directory.territories(), what: "territory")
      let id = environment.newRowID()
      _ = try insert(["name": .text(name)], id: id, into: schema.territoryTable, by: &writer)
      return TerritoryEntry(id: id.description, name: name)
    }
  }

  private func addRep(_ name: String, territories: [String], role: Role) throws -> RepEntry {
    try writeAsOffice { writer, store in
      let directory = OfficeDirectory(schema: schema, store: store)
      try directory.checkNew(name, among: directory.reps(), what: "rep")
      let rows = try directory.territoryRows(territories)
      guard !role.needsTerritory || !rows.isEmpty else { throw OfficeFault("A \(role.rawValue) needs a territory.") }
      let id = environment.newRowID()
      let row = try insert(
        ["name": .text(name), "role": .text(role.rawValue)], id: id, into: schema.repTable, by: &writer)
      let user = UserRecord(rep: row, role: role, territories: rows)
      try store.save(user: user)
      try store.note([AuditEvent(user)], at: environment.now())
      let names = Dictionary(uniqueKeysWithValues: try directory.territories().map { ($0.row, $0.name) })
      return RepEntry(id: id.description, name: name, role: role, territories: rows.compactMap { names[$0] })
    }
  }

  private func invite(_ text: String, validDays: Int) throws -> InvitationEntry {
    guard (1...365).contains(validDays) else { throw OfficeFault("A code is valid for 1 to 365 days.") }
    guard let code = EnrolmentCode(bytes: environment.randomBytes(EnrolmentCode.byteCount)) else {
      throw OfficeFault("No random bytes could be had for a code. Try again.")
    }
    let expiresAt = environment.now() + Int64(validDays) * 86_400_000
    return try store.write { store in
      let rep = try OfficeDirectory(schema: schema, store: store).rep(text)
      guard try store.user(rep.row) != nil else {
        throw OfficeFault("\"\(rep.name)\" is in the table of reps, but is no user yet. Use `rep assign`.")
      }
      try store.save(invitation: Invitation(codeHash: code.hash, rep: rep.row, expiresAt: expiresAt))
      try store.note([AuditEvent(kind: .invited, rep: rep.row)], at: environment.now())
      return InvitationEntry(code: code.description, rep: rep.name, expiresAt: expiresAt)
    }
  }

  private func revoke(_ number: DeviceNumber) throws -> DeviceEntry {
    let entry = try store.write { store in
      guard number != officeDevice, var device = try store.device(number) else {
        throw OfficeFault("There is no device \(number). `device list` shows all of them.")
      }
      if device.revokedAt == nil {
        let now = environment.now()
        device.revokedAt = now
        try store.save(device: device)
        try store.note([AuditEvent(kind: .revoked, device: number, rep: device.rep)], at: now)
      }
      return try OfficeView(schema: schema, store: store).deviceEntries().first { $0.device == number }
    }
    endLive([number])
    guard let entry else { throw OfficeFault("There is no device \(number).") }
    return entry
  }

  /// Inserts one row; what is not named holds its fallback.
  /// - Returns: the row's number.
  private func insert(
    _ values: [String: Value], id: RowID, into tableName: String, by writer: inout OfficeWriter
  ) throws -> Int64 {
    guard let table = schema.index(of: tableName) else { throw OfficeFault("The schema has no table \(tableName).") }
    let change = RowChange.insert(id, values: values, table: table, schema: schema.tables[table])
    try writer.load([change])
    let result = writer.merge([change])
    if let rejection = result.rejection { throw OfficeFault(rejection.message) }
    guard let row = result.numbers.first else { throw OfficeFault("The row got no number. Please report this.") }
    return row
  }
}
