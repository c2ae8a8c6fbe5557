import ArgumentParser
import ChangeModel
import FieldClient

/// The columns of a customer that a rep may write. An empty text clears a column.
struct CustomerFields: ParsableArguments {
  @Option(help: "Name.") var name: String?
  @Option(help: "Customer number.") var code: String?
  @Option(help: "company or person.") var kind: String?
  @Option(help: "Name in contracts.") var legalName: String?
  @Option(help: "Tax number.") var taxId: String?
  @Option(help: "Line of business.") var industry: String?
  @Option(help: "Birthday, YYYY-MM-DD.") var birthDate: String?
  @Option(help: "Phone.") var phone: String?
  @Option(help: "Mail address.") var email: String?
  @Option(help: "Web address.") var website: String?
  @Option(help: "Street and number.") var street: String?
  @Option(help: "City.") var city: String?
  @Option(help: "State or province.") var region: String?
  @Option(help: "Postal code.") var postalCode: String?
  @Option(help: "Country.") var country: String?
  @Option(help: "Where and how to deliver.") var deliveryNote: String?
  @Option(help: "Currency, three letters.") var currency: String?
  @Option(help: "lead, opportunity, contracted, active, dormant, lost or recovered.") var status: String?
  @Option(help: "Why a lost customer left.") var lostReason: String?
  @Option(help: "How the customer came.") var source: String?
  @Option(help: "Worth, A best.") var grade: String?
  @Option(help: "Segment.") var segment: String?
  @Option(help: "Notes.") var notes: String?
  @Option(help: "Days between two visits.") var visitEveryDays: Int64?
  @Option(help: "Agreed to calls.") var consentPhone: YesNo?
  @Option(help: "Agreed to mails.") var consentEmail: YesNo?

  var cells: Cells {
    var cells = Cells()
    let texts = [
      ("name", name), ("code", code), ("kind", kind), ("legal_name", legalName), ("tax_id", taxId),
      ("industry", industry), ("birth_date", birthDate), ("phone", phone), ("email", email), ("website", website),
      ("street", street), ("city", city), ("region", region), ("postal_code", postalCode), ("country", country),
      ("delivery_note", deliveryNote), ("currency", currency?.uppercased()), ("status", status),
      ("lost_reason", lostReason), ("source", source), ("grade", grade), ("segment", segment), ("notes", notes),
    ]
    for (column, text) in texts { cells.set(column, text) }
    if let days = visitEveryDays { cells["visit_every_days"] = .integer(days) }
    if let consent = consentPhone { cells["consent_phone"] = consent.value }
    if let consent = consentEmail { cells["consent_email"] = consent.value }
    return cells
  }
}

extension Cells {
  /// Notes a text that was given; an empty one clears the column.
  mutating func set(_ column: String, _ text: String?) {
    if let text { self[column] = text.isEmpty ? .null : .text(text) }
  }

  /// Notes a number or time that was given.
  mutating func set(_ column: String, _ number: Int64?) {
    if let number { self[column] = .integer(number) }
  }

  /// - Throws: a usage error when nothing is to be changed.
  func required() throws -> Cells {
    guard !isEmpty else { throw FieldError(.usage, "nothing to change: name at least one option, see --help") }
    return self
  }
}
