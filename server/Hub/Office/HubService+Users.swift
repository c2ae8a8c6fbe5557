import ChangeModel
import HubStore
import MergeEngine

extension HubService {
  func assign(_ text: String, territories: [String]) throws -> RepEntry {
    let (entry, devices) = try store.write { store in
      let view = OfficeView(schema: schema, store: store)
      let rep = try view.directory.rep(text)
      // A rep that came by an import becomes a user with the role that the row has.
      var user =
        try store.user(rep.row)
        ?? UserRecord(rep: rep.row, role: try view.directory.role(rep), territories: [])
      let before = try Membership.scopes(of: user, schema: schema, in: store)
      user.territories = try view.directory.territoryRows(territories)
      guard !user.role.needsTerritory || !user.territories.isEmpty else {
        throw OfficeFault("A \(user.role.rawValue) needs a territory. Name at least one.")
      }
      try store.save(user: user)
      try FormerScopes.note(user, had: before, schema: schema, at: environment.now(), in: store)
      try store.note([AuditEvent(user)], at: environment.now())
      let devices = try store.devices().filter { $0.rep == rep.row }.map(\.number)
      let entry = try view.repEntries().first { $0.id == rep.id.description }
      return (entry, devices)
    }
    // They listen to the wrong scopes; when they come back they sync, and listen to the right ones.
    endLive(Set(devices))
    guard let entry else { throw OfficeFault("\"\(text)\" is gone.") }
    return entry
  }

  /// Gives a user another role; the devices follow with their next sync.
  func setRole(_ text: String, to role: Role) throws -> RepEntry {
    let (entry, devices) = try writeAsOffice { writer, store in
      let view = OfficeView(schema: schema, store: store)
      let rep = try view.directory.rep(text)
      guard var user = try store.user(rep.row) else {
        throw OfficeFault("\"\(rep.name)\" is in the table of reps, but is no user yet. Use `rep assign`.")
      }
      guard !role.needsTerritory || !user.territories.isEmpty else {
        throw OfficeFault("A \(role.rawValue) needs a territory. Use `rep assign` first.")
      }
      let before = try Membership.scopes(of: user, schema: schema, in: store)
      user.role = role
      try write(role, of: rep, by: &writer, in: store)
      try store.save(user: user)
      try FormerScopes.note(user, had: before, schema: schema, at: environment.now(), in: store)
      try store.note([AuditEvent(user)], at: environment.now())
      let devices = try store.devices().filter { $0.rep == rep.row }.map(\.number)
      return (try view.repEntries().first { $0.id == rep.id.description }, devices)
    }
    endLive(Set(devices))
    guard let entry else { throw OfficeFault("\"\(text)\" is gone.") }
    return entry
  }

  /// Writes the role into the row that everyone reads.
  private func write(
    _ role: Role, of rep: OfficeDirectory.Entry, by writer: inout OfficeWriter, in store: any HubWriting
  ) throws {
    guard let table = schema.index(of: schema.repTable) else { return }
    var needs = RowNeeds()
    needs.keys.insert(RowKey(table: table, row: rep.row))
    guard let row = try store.load(needs).rows.first,
      let change = RowChange.update(row, to: ["role": .text(role.rawValue)], schema: schema.tables[table])
    else { return }
    try writer.load([change])
    if let rejection = writer.merge([change]).rejection { throw OfficeFault(rejection.message) }
  }

  /// Tells in the audit log that somebody of the office looks at data.
  func noteReading(_ what: String, of subject: String?) throws -> OfficeAnswer {
    let event = AuditEvent(
      kind: .read, device: officeDevice, subject: subject.flatMap { RowID($0) }, detail: String(what.prefix(200)))
    try store.write { try $0.note([event], at: environment.now()) }
    return .noted
  }
}
