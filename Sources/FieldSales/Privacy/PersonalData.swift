import ChangeModel

/// Which columns say something about a person: what an erasure empties, and what is not taken again of an erased one.
public enum PersonalData {
  /// What stands where a column must not be empty.
  public static let placeholder = "(erased)"

  /// The column that tells that a row was erased, in the tables of people.
  public static let marker = "erased_at"

  /// By table. Codes, numbers, amounts and dates of business stay: the books need them.
  public static let columns: [(table: String, columns: [String])] = [
    (
      "customers",
      [
        "name", "legal_name", "tax_id", "birth_date", "phone", "email", "website", "street", "city", "region",
        "postal_code", "country", "latitude", "longitude", "delivery_note", "lost_reason", "tags", "notes",
        "salutation",
        "language", "consumption", "education", "career", "family", "lifestyle", "character", "traits",
        "business_state", "trade_state", "custom_fields",
      ]
    ),
    (
      "contacts",
      ["name", "role", "influence", "phone", "email", "birth_date", "notes", "attitude", "interests"]
    ),
    ("visits", ["next_step", "notes", "check_in_latitude", "check_in_longitude"]),
    ("orders", ["customer_reference", "memo", "hold_reason"]),
    ("conflicts", ["kept", "lost", "note"]),
    ("deliveries", ["received_by", "notes", "storage_place"]),
    ("returns", ["reason", "decision", "notes"]),
    ("loyalty_entries", ["reason"]),
    ("leads", ["interest", "lost_reason", "notes"]),
    ("lead_judgements", ["note"]),
    ("opportunities", ["name", "lost_reason", "notes"]),
    ("activities", ["subject", "outcome", "next_step", "notes"]),
    ("complaints", ["subject", "description", "wanted", "answer", "escalation_reason"]),
    ("tasks", ["subject", "outcome", "notes"]),
    ("care_steps", ["note"]),
    ("survey_answers", ["text"]),
    ("campaign_responses", ["note"]),
    ("visit_attachments", ["name", "content", "location"]),
    ("warnings", ["action"]),
    ("consents", ["answered_by", "proof", "withdrawal"]),
    ("corrections", ["reason"]),
  ]

  /// What so many people share that it finds nobody.
  public static let common = [
    "city", "region", "country", "postal_code", "salutation", "language", "role", "influence", "attitude",
  ]

  /// By table, as a mask.
  static let masks: [Int: UInt64] = {
    var masks = [Int: UInt64]()
    for (name, columns) in columns {
      guard let index = FieldSales.schema.index(of: name) else { continue }
      let table = FieldSales.schema.tables[index]
      masks[index] = columns.compactMap(table.column).reduce(0) { $0 | 1 << UInt64($1) }
    }
    return masks
  }()

  /// Whether a value says nothing about anybody.
  public static func isEmpty(_ value: Value) -> Bool {
    switch value {
    case .null: true
    case .text(let text): text.isEmpty || text == "[]" || text == placeholder
    default: false
    }
  }
}
