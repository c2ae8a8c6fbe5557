import ChangeModel
import FieldSales
import GRDB

/// What customers and their people agreed to: which way of speaking to them, for what, and how it can be proved.
public struct ConsentBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What an answer is about.
  public struct Subject: Sendable {
    public var customer: String
    public var contact: String?
    public var channel: String
    public var purpose: String

    public init(customer: String, contact: String? = nil, channel: String, purpose: String = "marketing") {
      self.customer = customer
      self.contact = contact
      self.channel = channel
      self.purpose = purpose
    }
  }

  public enum Answer: String, Sendable { case given, refused }

  static let select = """
    SELECT x.*, c.name AS customer, c.code AS customer_code, p.name AS contact, r.name AS rep,
      CASE WHEN x.withdrawn_at IS NOT NULL THEN 'withdrawn' ELSE x.answer END AS state
    FROM consents AS x
    LEFT JOIN customers AS c ON c.id = x.customer_id
    LEFT JOIN contacts AS p ON p.id = x.contact_id
    LEFT JOIN reps AS r ON r.id = x.rep_id
    """

  /// The latest answers first.
  public func list(customer: String? = nil, channel: String? = nil, purpose: String? = nil, limit: Int? = nil) throws
    -> [Record]
  {
    try desk.read { db in
      try require(db)
      var query = Query(Self.select)
      if let customer { query.add("x.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db))) }
      if let channel { query.add("x.channel = ? COLLATE NOCASE", .text(channel)) }
      if let purpose { query.add("x.purpose = ? COLLATE NOCASE", .text(purpose)) }
      return try query.fetch(
        db, order: "max(coalesce(x.answered_at, 0), coalesce(x.withdrawn_at, 0)) DESC, x.id DESC", limit: limit)
    }
  }

  /// Notes an answer. Who agrees after they had refused the channel altogether is taken at their word.
  /// - Parameter cells: `answered_at`, `answered_by`, `proof`.
  public func note(_ answer: Answer, _ subject: Subject, _ cells: Cells) throws -> Record {
    try Self.requireChannel(subject.channel)
    try Self.requirePurpose(subject.purpose)
    guard answer == .refused || cells["proof"]?.text?.contains(where: { !$0.isWhitespace }) == true else {
      throw FieldError(.usage, "say how it can be proved, such as the form they signed: --proof WORDS")
    }
    return try desk.write { db in
      try require(db)
      let (customer, contact) = try ids(subject, db)
      var cells = cells
      cells["customer_id"] = Value(customer)
      cells["contact_id"] = contact.map { Value($0) } ?? .null
      cells["channel"] = .text(subject.channel)
      cells["purpose"] = .text(subject.purpose)
      cells["answer"] = .text(answer.rawValue)
      if cells["answered_at"] == nil { cells["answered_at"] = .integer(desk.now) }
      cells["rep_id"] = try desk.ownRepID(db)
      let id = desk.newID()
      try db.insert(into: "consents", id: id, cells)
      if answer == .given, let column = Consent.column(for: subject.channel),
        contact == nil || column != "consent_post"
      {
        try db.execute(
          sql: "UPDATE \(contact == nil ? "customers" : "contacts") SET \(column) = 1 WHERE id = ? AND \(column) = 0",
          arguments: [Value(contact ?? customer).databaseValue])
      }
      return try one(id, db)
    }
  }

  /// Notes that they took back what they had agreed to.
  /// - Parameter cells: `withdrawn_at`, `withdrawal`.
  public func withdraw(_ subject: Subject, _ cells: Cells) throws -> Record {
    try Self.requireChannel(subject.channel)
    try Self.requirePurpose(subject.purpose)
    return try desk.write { db in
      try require(db)
      let (customer, contact) = try ids(subject, db)
      let open = try db.records(
        """
        SELECT id FROM consents WHERE customer_id = ? AND contact_id IS ? AND channel = ? AND purpose = ?
          AND answer = 'given' AND withdrawn_at IS NULL ORDER BY answered_at, id
        """,
        [
          Value(customer).databaseValue, (contact.map { Value($0) } ?? .null).databaseValue,
          subject.channel.databaseValue, subject.purpose.databaseValue,
        ]
      ).compactMap(\.id)
      guard let last = open.last else {
        throw FieldError(.failed, "they have not agreed to it: note their refusal with `godwit consent refuse`")
      }
      var cells = cells
      if cells["withdrawn_at"] == nil { cells["withdrawn_at"] = .integer(desk.now) }
      for id in open { try db.update("consents", id: id, cells) }
      return try one(last, db)
    }
  }

  /// Whether they may be spoken to this way for this purpose: columns `customer`, `channel`, `purpose`, `allowed`.
  public func check(_ subject: Subject) throws -> Record {
    try Self.requireChannel(subject.channel)
    try Self.requirePurpose(subject.purpose)
    return try desk.read { db in
      let (customer, contact) = try ids(subject, db)
      let refuses = try Self.refuses(
        subject.channel, for: subject.purpose, customer: Value(customer), contact: contact.map { Value($0) }, db)
      let name = try db.record("SELECT name FROM customers WHERE id = ?", [Value(customer).databaseValue])
      return Record(
        columns: ["customer", "channel", "purpose", "allowed"],
        values: [
          name?["name"] ?? .null, .text(subject.channel), .text(subject.purpose), .integer(refuses ? 0 : 1),
        ])
    }
  }

  /// The contact's own answer counts before the customer's.
  static func refuses(_ kind: String, for purpose: String, customer: Value, contact: Value?, _ db: Database) throws
    -> Bool
  {
    if let contact, !contact.isNull, try db.tableExists("consents"),
      let own = try db.record(
        """
        SELECT answer = 'refused' OR withdrawn_at IS NOT NULL AS refuses FROM consents
        WHERE contact_id = ? AND channel = ? AND purpose = ?
        ORDER BY max(coalesce(answered_at, 0), coalesce(withdrawn_at, 0)) DESC, id DESC LIMIT 1
        """, [contact.databaseValue, kind.databaseValue, purpose.databaseValue])
    {
      return own.integer("refuses") == 1
    }
    guard let refusal = try Consent.refusal(kind, for: purpose, in: db) else { return false }
    return try db.record("SELECT \(refusal) AS refuses FROM customers AS c WHERE c.id = ?", [customer.databaseValue])?
      .integer("refuses") == 1
  }

  static func requirePurpose(_ purpose: String) throws {
    guard FieldSales.consentPurposes.contains(purpose) else {
      throw FieldError(.usage, "\"\(purpose)\" is no purpose: \(FieldSales.consentPurposes.joined(separator: ", "))")
    }
  }

  private static func requireChannel(_ channel: String) throws {
    guard FieldSales.consentChannels.contains(channel) else {
      throw FieldError(.usage, "\"\(channel)\" is no channel: \(FieldSales.consentChannels.joined(separator: ", "))")
    }
  }

  private func ids(_ subject: Subject, _ db: Database) throws -> (customer: RowID, contact: RowID?) {
    (
      try RowFinder.customer.find(subject.customer, in: db),
      try subject.contact.map { try RowFinder.contact.find($0, in: db) }
    )
  }

  private func require(_ db: Database) throws {
    guard try db.tableExists("consents") else {
      throw FieldError(.failed, "the server does not keep consents yet: ask the office to update it, then sync")
    }
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("x.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
