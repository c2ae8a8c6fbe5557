import ChangeModel
import HubStore

extension SQLiteTransaction {
  func users() throws -> [UserRecord] {
    var reps = [Int64]()
    try statement("SELECT rep FROM users ORDER BY rep").eachRow { reps.append($0.integer(0)) }
    return try reps.compactMap(user)
  }

  func user(_ rep: Int64) throws -> UserRecord? {
    let role = try statement("SELECT role FROM users WHERE rep = ?").first(.integer(rep)) { row -> Role in
      guard let role = Role(rawValue: row.text(0)) else {
        throw HubStoreError.damaged(what: "user \(rep) has the unknown role \(row.text(0))")
      }
      return role
    }
    guard let role else { return nil }
    var territories = [Int64]()
    try statement("SELECT territory FROM user_territories WHERE rep = ? ORDER BY territory")
      .eachRow(.integer(rep)) { territories.append($0.integer(0)) }
    return UserRecord(rep: rep, role: role, territories: territories)
  }

  func save(user: UserRecord) throws {
    try writing {
      try statement("INSERT OR REPLACE INTO users(rep, role) VALUES (?, ?)")
        .run(.integer(user.rep), .text(user.role.rawValue))
      try statement("DELETE FROM user_territories WHERE rep = ?").run(.integer(user.rep))
      for territory in Set(user.territories).sorted() {
        try statement("INSERT INTO user_territories(rep, territory) VALUES (?, ?)")
          .run(.integer(user.rep), .integer(territory))
      }
    }
  }

  func invitation(codeHash: [UInt8]) throws -> Invitation? {
    try statement("SELECT rep, expires_at, used_by FROM invitations WHERE code_hash = ?")
      .first(.blob(codeHash)) { row in
        Invitation(
          codeHash: codeHash, rep: row.integer(0), expiresAt: row.integer(1), usedBy: row.optionalInteger(2))
      }
  }

  func save(invitation: Invitation) throws {
    try writing {
      try statement("INSERT OR REPLACE INTO invitations(code_hash, rep, expires_at, used_by) VALUES (?, ?, ?, ?)")
        .run(
          .blob(invitation.codeHash), .integer(invitation.rep), .integer(invitation.expiresAt),
          Self.optional(invitation.usedBy))
    }
  }
}
