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
    case .invite(let rep, let days): .invitation(try invite(rep, validDays: days))
    case .listDevices: .devices(try listDevices())
    case .revokeDevice(let device): .devices([try revoke(device)])
    case .verify: .verified(try verify())
    case .status: .status(try read { try $0.status(of: org) })
    }
  }

  /// With what the devices told up to now.
  private func listDevices() throws -> [DeviceEntry] {
    try saveNotes()
    return try read { try $0.deviceEntries() }
  }

  private func verify() throws -> VerifyReport {
    var report = try store.read { try StoreAudit(schema: schema, store: $0).report() }
    report.faults += try (store as? SQLiteHubStore)?.integrityFaults() ?? []
    report.ok = report.faults.isEmpty
    return report
  }

  private func read<Value>(_ body: (OfficeView) throws -> Value) throws -> Value {
    try store.read { try body(OfficeView(schema: schema, store: $0)) }
  }

  /// Writes as the office, and tells the readers of what changed.
  func writeAsOffice<Value>(_ body: (inout OfficeWriter, any HubWriting) throws -> Value) throws -> Value {
    let (value, outcome) = try store.write { store in
      var writer = try OfficeWriter(schema: schema, rules: rules, now: environment.now(), store: store)
      let value = try body(&writer, store)
      return (value, try writer.finish())
    }
    metrics.update { $0.rowsWritten += outcome.rowsWritten }
    live.publish(outcome.head, scopes: outcome.scopes)
    return value
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
      guard role == .office || !rows.isEmpty else { throw OfficeFault("A \(role.rawValue) needs a territory.") }
      let id = environment.newRowID()
      let row = try insert(
        ["name": .text(name), "role": .text(role.rawValue)], id: id, into: schema.repTable, by: &writer)
      try store.save(user: UserRecord(rep: row, role: role, territories: rows))
      let names = Dictionary(uniqueKeysWithValues: try directory.territories().map { ($0.row, $0.name) })
      return RepEntry(id: id.description, name: name, role: role, territories: rows.compactMap { names[$0] })
    }
  }

  private func assign(_ text: String, territories: [String]) throws -> RepEntry {
    let (entry, devices) = try store.write { store in
      let view = OfficeView(schema: schema, store: store)
      let rep = try view.directory.rep(text)
      // A rep that came by an import becomes a user with the role that the row has.
      var user =
        try store.user(rep.row)
        ?? UserRecord(rep: rep.row, role: try view.directory.role(rep), territories: [])
      user.territories = try view.directory.territoryRows(territories)
      guard user.role == .office || !user.territories.isEmpty else {
        throw OfficeFault("A \(user.role.rawValue) needs a territory. Name at least one.")
      }
      try store.save(user: user)
      let devices = try store.devices().filter { $0.rep == rep.row }.map(\.number)
      let entry = try view.repEntries().first { $0.id == rep.id.description }
      return (entry, devices)
    }
    // They listen to the wrong scopes; when they come back they sync, and listen to the right ones.
    live.end(devices: Set(devices))
    guard let entry else { throw OfficeFault("\"\(text)\" is gone.") }
    return entry
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
      return InvitationEntry(code: code.description, rep: rep.name, expiresAt: expiresAt)
    }
  }

  private func revoke(_ number: DeviceNumber) throws -> DeviceEntry {
    let entry = try store.write { store in
      guard number != officeDevice, var device = try store.device(number) else {
        throw OfficeFault("There is no device \(number). `device list` shows all of them.")
      }
      if device.revokedAt == nil {
        device.revokedAt = environment.now()
        try store.save(device: device)
      }
      return try OfficeView(schema: schema, store: store).deviceEntries().first { $0.device == number }
    }
    live.end(devices: [number])
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
