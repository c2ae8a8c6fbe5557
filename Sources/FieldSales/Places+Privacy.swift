/// Where the rules find what a person agreed to.
extension Place {
  static let consents = index(of: "consents")
  static let contacts = index(of: "contacts")
  static let tasks = index(of: "tasks")

  enum Contact {
    static let erasedAt = column("erased_at", of: contacts)
  }

  enum TaskRow {
    static let customer = column("customer_id", of: tasks)
    static let contact = column("contact_id", of: tasks)
  }

  enum Consent {
    static let withdrawnAt = column("withdrawn_at", of: consents)
  }
}
