import ChangeModel

extension FieldSales {
  static let customers = TableSchema(
    "customers", meaning: "A company or person to whom the org sells or hopes to sell.",
    scope: .owner(column: "territory_id"), deletion: .updateWins,
    columns: customerIdentity + customerAddress + customerMoney + customerCare + customerProfile)

  private static let customerIdentity = [
    ColumnSchema(
      "territory_id", .reference, references: "territories", notNull: true,
      meaning: "The territory to which the customer belongs; it decides who sees the customer and all its records."),
    ColumnSchema(
      "code", .text, meaning: "The customer number; reps, office and customers quote it."),
    ColumnSchema(
      "kind", .text, notNull: true, fallback: .text("company"),
      meaning: "`company` or `person`; forms and questions follow it."),
    ColumnSchema("name", .text, notNull: true, meaning: "The name that people use; everyone finds the customer by it."),
    ColumnSchema(
      "legal_name", .text, .ask,
      meaning: "The name in contracts and on invoices; a person decides when two reps write different ones."),
    ColumnSchema(
      "tax_id", .text, .ask,
      meaning: "The tax or registration number; the office invoices by it, a person decides between two."),
    ColumnSchema("industry", .text, meaning: "A company's line of business; managers segment by it."),
    ColumnSchema(
      "birth_date", .text, meaning: "A person's birthday as YYYY-MM-DD; the rep congratulates."),
    ColumnSchema(
      "owner_rep_id", .reference, references: "reps",
      meaning: "The rep who looks after the customer; managers and the rep's own lists read it."),
    ColumnSchema("phone", .text, meaning: "The main number, as dialled; reps call it."),
    ColumnSchema("email", .text, meaning: "The main address for mail; reps and the office write to it."),
    ColumnSchema("website", .text, meaning: "The address on the web; reps read up before a first visit."),
  ]

  private static let customerAddress = [
    ColumnSchema("street", .text, group: "address", meaning: "Street and number, lines separated by commas."),
    ColumnSchema("city", .text, group: "address", meaning: "City or town; reps plan routes by it."),
    ColumnSchema("region", .text, group: "address", meaning: "State or province, where addresses have one."),
    ColumnSchema("postal_code", .text, group: "address", meaning: "Postal code as written in the country."),
    ColumnSchema("country", .text, group: "address", meaning: "The country's name as the org writes it."),
    ColumnSchema(
      "latitude", .integer, group: "place",
      meaning: "Latitude of the door in millionths of a degree, north positive; the route is drawn by it."),
    ColumnSchema(
      "longitude", .integer, group: "place",
      meaning: "Longitude of the door in millionths of a degree, east positive; the route is drawn by it."),
    ColumnSchema(
      "delivery_note", .text, meaning: "Where and how to deliver; drivers and the warehouse read it."),
  ]

  private static let customerMoney = [
    ColumnSchema(
      "credit_limit", .integer, .office,
      meaning: "What the customer may owe, in minor units of `currency`; NULL or 0 is no limit. Orders above it wait."),
    ColumnSchema(
      "balance", .integer, .office,
      meaning: "What the customer owes by the office's books, in minor units of `currency`; reps and the limit read it."
    ),
    ColumnSchema(
      "currency", .text,
      meaning: "The currency of limit and balance and of new orders, as three letters (ISO 4217)."),
    ColumnSchema(
      "payment_days", .integer, .office,
      meaning: "Days from invoice to payment that were agreed; reps quote it, overdue entries are found by it."),
    ColumnSchema(
      "bill_to_code", .text, .office,
      meaning: "The customer number of whoever pays, if that is another customer; the office invoices by it."),
  ]

  private static let customerCare = [
    ColumnSchema(
      "status", .text,
      meaning: "Life-cycle: lead, opportunity, contracted, active, dormant, lost or recovered; lists follow it."),
    ColumnSchema("lost_reason", .text, meaning: "Why a lost customer left; managers plan recovery by it."),
    ColumnSchema(
      "source", .text,
      meaning:
        "How the customer came: survey, campaign, visit, fair, web, call_centre, complaint, referral, list, partner."),
    ColumnSchema("grade", .text, meaning: "Worth to the org, A best; visit rhythms follow it."),
    ColumnSchema("segment", .text, meaning: "The group for marketing and figures, such as retail or wholesale."),
    ColumnSchema("tags", .text, .set, meaning: "Free marks as a JSON array of texts; reps filter lists by them."),
    ColumnSchema("notes", .text, .text, meaning: "What everybody who deals with the customer should know."),
    ColumnSchema(
      "visit_count", .integer, .counter, notNull: true, fallback: .integer(0),
      meaning: "Visits made so far; each rep adds those made, managers compare."),
    ColumnSchema(
      "visit_every_days", .integer,
      meaning: "Days between two visits that were agreed; the rep's day plan and warnings read it."),
    ColumnSchema(
      "first_contact_at", .integer, .min,
      meaning: "First contact known, in milliseconds since 1970 UTC; managers measure how long a lead takes."),
    ColumnSchema(
      "last_contact_at", .integer, .max,
      meaning: "Last contact by anyone, in milliseconds since 1970 UTC; follow-up lists read it."),
    ColumnSchema(
      "consent_phone", .integer, .min,
      meaning: "1 if the customer agreed to calls, 0 if not, NULL if never asked; of two answers the refusal stands."),
    ColumnSchema(
      "consent_email", .integer, .min,
      meaning: "1 if the customer agreed to mails, 0 if not, NULL if never asked; of two answers the refusal stands."),
  ]
}
