import ChangeModel
import HubStore
import MergeEngine

/// What the office sees of a snapshot.
struct OfficeView {
  let schema: Schema
  let store: any HubReading

  var directory: OfficeDirectory { OfficeDirectory(schema: schema, store: store) }

  func territoryEntries() throws -> [TerritoryEntry] {
    try directory.territories().map { TerritoryEntry(id: $0.id.description, name: $0.name) }
  }

  func repEntries() throws -> [RepEntry] {
    let names = Dictionary(uniqueKeysWithValues: try directory.territories().map { ($0.row, $0.name) })
    let users = Dictionary(uniqueKeysWithValues: try store.users().map { ($0.rep, $0) })
    return try directory.reps().compactMap { rep in
      users[rep.row].map { user in
        RepEntry(
          id: rep.id.description, name: rep.name, role: user.role,
          territories: user.territories.compactMap { names[$0] })
      }
    }
  }

  /// All devices but the office itself.
  func deviceEntries() throws -> [DeviceEntry] {
    let names = Dictionary(uniqueKeysWithValues: try directory.reps().map { ($0.row, $0.name) })
    let programs = try DeviceProgram.all(in: store)
    let current = schema.fingerprint
    return try store.devices().filter { $0.number != officeDevice }.map { device in
      let program = programs[device.number]
      return DeviceEntry(
        device: device.number, name: device.name, rep: names[device.rep] ?? "",
        state: device.revokedAt == nil ? "active" : "revoked", enrolledAt: device.enrolledAt,
        lastSeenAt: device.lastSeenAt, position: device.base, lastSequence: device.lastSequence,
        program: program?.version, schema: program.map { $0.schema == current ? "current" : "older" })
    }
  }

  func status(of org: OrgRecord) throws -> HubStatus {
    let audit = StoreAudit(schema: schema, store: store)
    let horizon = try store.org().horizon
    return HubStatus(
      org: org.name, orgID: org.id.description, position: try store.head(), schemaVersion: schema.version,
      territories: try directory.territories().count, reps: try store.users().count,
      devices: try store.devices().filter { $0.number != officeDevice && $0.revokedAt == nil }.count,
      rows: try store.digests(of: try audit.allScopes()).reduce(0) { $0 + $1.count },
      tombstones: try store.garbage(through: .max).tombstones, horizon: horizon,
      sleepers: try GarbageLine.sleepers(before: horizon, in: store))
  }
}
