import ChangeModel
import HubStore

extension PostgresTransaction {
  /// Fetches devices, their users and their results in two round trips.
  func foresee(devices: [DeviceNumber: Sequence]) throws {
    let wanted = devices.sorted { $0.key < $1.key }
    let numbers = wanted.map(\.key)
    guard !numbers.isEmpty else { return }
    let answers = try fetch([
      Query(
        "SELECT \(Self.deviceColumns) FROM godwit.devices WHERE org = $1 AND number = ANY($2)", orgParameter,
        .integers(numbers)),
      Query(
        """
        SELECT wanted.device, r.sequence, r.payload, r.record
        FROM unnest($2::bigint[], $3::bigint[]) AS wanted(device, first)
        CROSS JOIN LATERAL (
          SELECT sequence, payload, record FROM godwit.results
          WHERE org = $1 AND device = wanted.device AND sequence >= wanted.first
          ORDER BY sequence OFFSET 0) AS r
        """, orgParameter, .integers(numbers), .integers(wanted.map(\.value))),
    ])
    for (number, first) in wanted {
      people.devices[number] = .some(nil)
      people.results[number] = KnownResults(first: first)
    }
    for row in answers[0].rows {
      let device = try Self.device(answers[0], row)
      people.devices[device.number] = device
    }
    for row in answers[1].rows {
      let stored = try Self.result(answers[1], row)
      people.results[stored.device]?.list.append(stored)
    }
    let reps = Set(people.devices.values.compactMap { $0?.rep }).subtracting(people.users.keys).sorted()
    for rep in reps { people.users[rep] = .some(nil) }
    for user in try users(among: reps) { people.users[user.rep] = user }
  }

  func users() throws -> [UserRecord] { try users(among: nil) }

  func user(_ rep: Int64) throws -> UserRecord? {
    if let known = people.users[rep] { return known }
    return try users(among: [rep]).first
  }

  func save(user: UserRecord) throws {
    try writing {
      people.users[user.rep] = user
      note(
        Query(
          """
          INSERT INTO godwit.users(org, rep, role) VALUES ($1, $2, $3)
          ON CONFLICT (org, rep) DO UPDATE SET role = excluded.role
          """, orgParameter, .integer(user.rep), .text(user.role.rawValue)))
      note(
        Query("DELETE FROM godwit.user_territories WHERE org = $1 AND rep = $2", orgParameter, .integer(user.rep)))
      note(
        Query(
          "INSERT INTO godwit.user_territories(org, rep, territory) SELECT $1, $2, * FROM unnest($3::bigint[])",
          orgParameter, .integer(user.rep), .integers(Set(user.territories).sorted())))
    }
  }

  func invitation(codeHash: [UInt8]) throws -> Invitation? {
    let answer = try fetch(
      Query(
        "SELECT rep, expires_at, used_by FROM godwit.invitations WHERE org = $1 AND code_hash = $2", orgParameter,
        .blob(codeHash)))
    guard answer.rowCount > 0 else { return nil }
    return Invitation(
      codeHash: codeHash, rep: try answer.integer(0, 0), expiresAt: try answer.integer(0, 1),
      usedBy: try answer.optionalInteger(0, 2))
  }

  func save(invitation: Invitation) throws {
    try writing {
      note(
        Query(
          """
          INSERT INTO godwit.invitations(org, code_hash, rep, expires_at, used_by) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (org, code_hash) DO UPDATE
            SET rep = excluded.rep, expires_at = excluded.expires_at, used_by = excluded.used_by
          """, orgParameter, .blob(invitation.codeHash), .integer(invitation.rep), .integer(invitation.expiresAt),
          .integer(invitation.usedBy)))
    }
  }

  /// - Parameter reps: whose; all for nil.
  private func users(among reps: [Int64]?) throws -> [UserRecord] {
    if let reps, reps.isEmpty { return [] }
    let answers = try fetch(
      ["SELECT rep, role FROM godwit.users", "SELECT rep, territory FROM godwit.user_territories"].map { select in
        guard let reps else { return Query("\(select) WHERE org = $1 ORDER BY 1, 2", orgParameter) }
        return Query("\(select) WHERE org = $1 AND rep = ANY($2) ORDER BY 1, 2", orgParameter, .integers(reps))
      })
    var territories = [Int64: [Int64]]()
    for row in answers[1].rows {
      territories[try answers[1].integer(row, 0), default: []].append(try answers[1].integer(row, 1))
    }
    return try answers[0].rows.map { row in
      let rep = try answers[0].integer(row, 0)
      let name = try answers[0].text(row, 1)
      guard let role = Role(rawValue: name) else {
        throw HubStoreError.damaged(what: "user \(rep) has the unknown role \(name)")
      }
      return UserRecord(rep: rep, role: role, territories: territories[rep] ?? [])
    }
  }
}
