import ChangeModel

extension FieldSales {
  static let commissionPlans = TableSchema(
    "commission_plans", meaning: "By which rates reps are paid for what they sell in a period.",
    scope: .org, deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema(
        "code", .text, .office, notNull: true, unique: true, meaning: "The plan's short name, unique in the org."),
      ColumnSchema("name", .text, .office, meaning: "What people call the plan."),
      ColumnSchema(
        "currency", .text, .office,
        meaning: "The currency in which it counts and pays, as three letters (ISO 4217); other sales do not count."),
      ColumnSchema(
        "period", .text, .office, notNull: true, fallback: .text("month"),
        meaning:
          "`month`, `quarter` or `year` of the calendar: sales are added up within it, tiers begin anew after it."),
      ColumnSchema(
        "active", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "1 while the plan pays, else 0."),
    ])

  static let commissionRates = TableSchema(
    "commission_rates", meaning: "What a plan pays on the part of a period's sales that lies above a tier's beginning.",
    scope: .parent(column: "plan_id"), deletion: .deleteWins, officeOwned: true,
    columns: [
      ColumnSchema(
        "plan_id", .reference, .office, references: "commission_plans", notNull: true, meaning: "The plan."),
      ColumnSchema(
        "product_group", .text, .office,
        meaning: "The product group that it pays on; NULL is for all groups that have no rates of their own."),
      ColumnSchema(
        "from_amount", .integer, .office, notNull: true, fallback: .integer(0),
        meaning: "From which sales of the period on, in minor units of the plan's currency."),
      ColumnSchema(
        "from_attainment", .integer, .office,
        meaning: "In its place: from which part of the rep's sales target on, in basis points (10000 = all of it)."),
      ColumnSchema(
        "rate", .integer, .office, notNull: true,
        meaning: "What is paid, in basis points of the sales in the tier (250 = 2.5 %)."),
    ])

  static let commissionAssignments = TableSchema(
    "commission_assignments", meaning: "A rep who is paid by a plan.",
    scope: .org, deletion: .deleteWins, officeOwned: true,
    columns: [
      ColumnSchema(
        "plan_id", .reference, .office, references: "commission_plans", notNull: true, meaning: "The plan."),
      ColumnSchema("rep_id", .reference, .office, references: "reps", notNull: true, meaning: "The rep."),
      ColumnSchema(
        "share", .integer, .office, notNull: true, fallback: .integer(10_000),
        meaning: "The rep's share of what the plan pays, in basis points; less than 10000 when it is split."),
      ColumnSchema(
        "valid_from", .integer, .office,
        meaning: "From when the rep has it, in milliseconds since 1970 UTC; NULL is since ever."),
      ColumnSchema(
        "valid_until", .integer, .office,
        meaning: "The moment from which the rep has it no more, in milliseconds since 1970 UTC; NULL is for ever."),
    ])
}
