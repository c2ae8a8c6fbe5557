import ChangeModel
import HubStore

extension PostgresTransaction {
  static let deviceColumns = """
    number, rep, name, public_key, enrolled_at, revoked_at, last_seen_at, last_sequence, last_stamp, ticket, \
    previous_ticket, base
    """

  func device(_ number: DeviceNumber) throws -> DeviceRecord? {
    if let unsaved = unsavedDevices[number] { return unsaved }
    if let known = people.devices[number] { return known }
    let answer = try fetch(
      Query(
        "SELECT \(Self.deviceColumns) FROM godwit.devices WHERE org = $1 AND number = $2", orgParameter,
        .integer(number)))
    return answer.rowCount > 0 ? try Self.device(answer, 0) : nil
  }

  func devices() throws -> [DeviceRecord] {
    let answer = try fetch(
      Query("SELECT \(Self.deviceColumns) FROM godwit.devices WHERE org = $1 ORDER BY number", orgParameter))
    return try answer.rows.map { try Self.device(answer, $0) }
  }

  /// All records that are saved in a transaction are written by one statement.
  func save(device: DeviceRecord) throws {
    try writing {
      unsavedDevices[device.number] = device
      people.devices[device.number] = device
      if device.number > lastDevice { noteLast(device: device.number) }
    }
  }

  func nextDeviceNumber() throws -> DeviceNumber {
    try writing {
      noteLast(device: lastDevice + 1)
      return lastDevice
    }
  }

  private func noteLast(device: DeviceNumber) {
    lastDevice = device
    note(Query("UPDATE godwit.log SET last_device = $2 WHERE org = $1", orgParameter, .integer(device)))
  }

  /// The statement for all records that are to be written; they are not any more.
  func savingOfDevices() -> Query {
    let devices = unsavedDevices.values.sorted { $0.number < $1.number }
    unsavedDevices = [:]
    return Query(
      """
      INSERT INTO godwit.devices(org, \(Self.deviceColumns))
      SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::bytea[], $6::bigint[], $7::bigint[],
        $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[])
      ON CONFLICT (org, number) DO UPDATE SET rep = excluded.rep, name = excluded.name,
        public_key = excluded.public_key, enrolled_at = excluded.enrolled_at, revoked_at = excluded.revoked_at,
        last_seen_at = excluded.last_seen_at, last_sequence = excluded.last_sequence,
        last_stamp = excluded.last_stamp, ticket = excluded.ticket, previous_ticket = excluded.previous_ticket,
        base = excluded.base
      """, orgParameter, .integers(devices.map(\.number)), .integers(devices.map(\.rep)),
      .texts(devices.map(\.name)), .blobs(devices.map(\.publicKey)), .integers(devices.map(\.enrolledAt)),
      .optionalIntegers(devices.map(\.revokedAt)), .optionalIntegers(devices.map(\.lastSeenAt)),
      .integers(devices.map(\.lastSequence)), .integers(devices.map(\.lastStamp.rawValue)),
      .integers(devices.map { Int64(bitPattern: $0.ticket) }),
      .integers(devices.map { Int64(bitPattern: $0.previousTicket) }), .integers(devices.map(\.base)))
  }

  /// A row of an answer with `deviceColumns`.
  static func device(_ answer: QueryAnswer, _ row: Int32) throws -> DeviceRecord {
    DeviceRecord(
      number: try answer.integer(row, 0), rep: try answer.integer(row, 1), name: try answer.text(row, 2),
      publicKey: try answer.bytes(row, 3), enrolledAt: try answer.integer(row, 4),
      revokedAt: try answer.optionalInteger(row, 5), lastSeenAt: try answer.optionalInteger(row, 6),
      lastSequence: try answer.integer(row, 7), lastStamp: Stamp(rawValue: try answer.integer(row, 8)),
      ticket: UInt64(bitPattern: try answer.integer(row, 9)),
      previousTicket: UInt64(bitPattern: try answer.integer(row, 10)), base: try answer.integer(row, 11))
  }
}
