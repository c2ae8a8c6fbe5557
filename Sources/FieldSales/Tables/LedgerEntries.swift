import ChangeModel

extension FieldSales {
  static let ledgerEntries = TableSchema(
    "ledger_entries", meaning: "An entry of a customer's account: an invoice, a payment, a credit note.",
    scope: .parent(column: "customer_id"), deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema(
        "customer_id", .reference, .office, references: "customers", notNull: true,
        meaning: "The customer whose account it is."),
      ColumnSchema(
        "kind", .text, .office, notNull: true,
        meaning: "`invoice`, `payment`, `credit` or `correction`; account lists show it."),
      ColumnSchema(
        "number", .text, .office, meaning: "The number of the invoice, cheque or credit note; people quote it."),
      ColumnSchema(
        "booked_at", .integer, .office,
        meaning: "When it was booked, in milliseconds since 1970 UTC; accounts are read in this order."),
      ColumnSchema(
        "due_at", .integer, .office,
        meaning: "When an invoice is to be paid, in milliseconds since 1970 UTC; overdue days count from it."),
      ColumnSchema(
        "amount", .integer, .office, notNull: true, fallback: .integer(0),
        meaning:
          "With tax, in minor units of `currency`; positive raises what the customer owes, a payment is negative."),
      ColumnSchema(
        "tax", .integer, .office, meaning: "The tax within `amount`, in minor units of `currency`."),
      ColumnSchema(
        "outstanding", .integer, .office,
        meaning: "What of `amount` is still open, in minor units of `currency`; the rep asks the customer for it."),
      ColumnSchema("currency", .text, .office, meaning: "The entry's currency, as three letters (ISO 4217)."),
    ])
}
