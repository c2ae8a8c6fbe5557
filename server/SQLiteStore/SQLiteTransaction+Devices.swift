import ChangeModel
import HubStore

extension SQLiteTransaction {
  private static let deviceColumns = """
    number, rep, name, public_key, enrolled_at, revoked_at, last_seen_at, last_sequence, last_stamp, ticket, \
    previous_ticket, base
    """

  func device(_ number: DeviceNumber) throws -> DeviceRecord? {
    try statement("SELECT \(Self.deviceColumns) FROM devices WHERE number = ?")
      .first(.integer(number), row: Self.device)
  }

  func devices() throws -> [DeviceRecord] {
    var devices = [DeviceRecord]()
    try statement("SELECT \(Self.deviceColumns) FROM devices ORDER BY number").eachRow {
      devices.append(Self.device($0))
    }
    return devices
  }

  func save(device: DeviceRecord) throws {
    try writing {
      try statement(
        """
        INSERT OR REPLACE INTO devices(\(Self.deviceColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      ).run(
        .integer(device.number), .integer(device.rep), .text(device.name), .blob(device.publicKey),
        .integer(device.enrolledAt), Self.optional(device.revokedAt), Self.optional(device.lastSeenAt),
        .integer(device.lastSequence), .integer(device.lastStamp.rawValue),
        .integer(Int64(bitPattern: device.ticket)), .integer(Int64(bitPattern: device.previousTicket)),
        .integer(device.base))
      try statement("UPDATE log SET last_device = max(last_device, ?)").run(.integer(device.number))
    }
  }

  func nextDeviceNumber() throws -> DeviceNumber {
    try writing {
      try statement("UPDATE log SET last_device = last_device + 1").run()
      guard let number = try statement("SELECT last_device FROM log").first(row: { $0.integer(0) }) else {
        throw HubStoreError.damaged(what: "the last device number is gone")
      }
      return number
    }
  }

  static func optional(_ number: Int64?) -> Value { number.map(Value.integer) ?? .null }

  private static func device(_ row: RawStatement) -> DeviceRecord {
    DeviceRecord(
      number: row.integer(0), rep: row.integer(1), name: row.text(2), publicKey: row.bytes(3),
      enrolledAt: row.integer(4), revokedAt: row.optionalInteger(5), lastSeenAt: row.optionalInteger(6),
      lastSequence: row.integer(7), lastStamp: Stamp(rawValue: row.integer(8)),
      ticket: UInt64(bitPattern: row.integer(9)), previousTicket: UInt64(bitPattern: row.integer(10)),
      base: row.integer(11))
  }
}
