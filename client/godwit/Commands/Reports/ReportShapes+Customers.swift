import FieldClient

/// How reports on customers, campaigns and service are shown.
extension ReportShapes {
  static let pyramid = ReportShape(
    title: "Customers by contribution",
    fields: customer + [
      Field("REP", "rep"), Field("GRADE", "grade"), Field("CLASS", "class"), Field("ORDERS", "order_count", .number),
      net,
      share, Field("ADDED UP", "cumulative", .basisPoints),
    ],
    parts: [
      PartShape(
        "The pyramid", "classes",
        [
          Field("CLASS", "class"), customers, Field("OF CUSTOMERS", "customer_share", .basisPoints), net,
          Field("OF SALES", "share", .basisPoints),
        ]
      )
    ], chart: .init(label: "customer", value: net))

  static let segments = ReportShape(
    title: "Customers",
    fields: customer + [
      Field("REP", "rep"), Field("SEGMENT", "rfm_segment", .word), Field("LAST", "last_at", .date),
      Field("ORDERS", "order_count", .number), net, Field("R", "recency", .number), Field("F", "frequency", .number),
      Field("M", "money", .number),
    ],
    parts: [PartShape("Segments", "segments", [Field("SEGMENT", "rfm_segment", .word), customers, net, share])],
    chart: .init(label: "customer", value: net))

  static let scores = ReportShape(
    title: "Customers",
    fields: customer + [
      Field("REP", "rep"), net, Field("PROFIT", "profit_score", .number), Field("NAMED", "referrals", .number),
      Field("INFLUENCE", "influence_score", .number), Field("MONTHS", "months", .number),
      Field("LOYALTY", "loyalty_score", .number), Field("POTENTIAL", "potential", .money(currency: "currency")),
      Field("SCORE OF IT", "potential_score", .number), Field("ALL", "score", .number),
    ], chart: .init(label: "customer", value: Field("ALL", "score", .number)))

  static let lifeCycle = ReportShape(
    title: "Stages of life",
    fields: [
      Field("STAGE", "stage", .word), Field("AS NOTED", "noted", .number),
      Field("BY PURCHASES", "by_purchases", .number),
    ],
    parts: [PartShape("Noted otherwise", "changes", changes)],
    chart: .init(label: "stage", value: Field("BY PURCHASES", "by_purchases", .number)))

  static let changes =
    customer + [
      Field("REP", "rep"), Field("AS NOTED", "status"), Field("BY PURCHASES", "stage", .word),
      Field("LAST PURCHASE", "last_at", .date), Field("LOST BECAUSE", "lost_reason"),
    ]

  static let churn = ReportShape(
    title: "Behind their rhythm",
    fields: customer + [
      Field("REP", "rep"), Field("PHONE", "phone"), Field("RISK", "risk", .word),
      Field("LAST PURCHASE", "last_at", .date),
      Field("DAYS", "days", .number), Field("USUALLY", "interval_days", .number), Field("RATIO", "ratio", .basisPoints),
      Field("AT STAKE", "at_stake", .money(currency: "currency")),
    ],
    parts: [PartShape("All with a rhythm", "risks", [Field("RISK", "risk", .word), customers, net, share])],
    chart: .init(label: "customer", value: Field("AT STAKE", "at_stake", .money(currency: "currency"))))

  static let recovery = ReportShape(
    title: "To win back",
    fields: customer + [
      Field("REP", "rep"), Field("PHONE", "phone"), Field("STAGE", "stage", .word),
      Field("LAST PURCHASE", "last_at", .date), Field("DAYS", "days", .number), net,
      Field("LOST BECAUSE", "lost_reason"),
    ],
    parts: [PartShape("Why", "lost_reasons", [Field("LOST BECAUSE", "lost_reason"), customers, net])],
    chart: .init(label: "customer", value: net))

  static let plans = ReportShape(
    title: "Purchases against plan",
    fields: customer + [
      Field("REP", "rep"), Field("PLAN", "name"), Field("TARGET", "amount", .money(currency: "currency")),
      Field("BY NOW", "expected", .money(currency: "currency")),
      Field("REACHED", "reached", .money(currency: "currency")),
      Field("BEHIND", "behind", .money(currency: "currency")), Field("ATTAINED", "attainment", .basisPoints),
    ], chart: .init(label: "customer", value: Field("BEHIND", "behind", .money(currency: "currency"))))

  static let campaigns = ReportShape(
    title: "Campaigns",
    fields: [
      Field("NAME", "name"), Field("KIND", "kind"), Field("FROM", "starts_at", .date), Field("UNTIL", "ends_at", .date),
      Field("REACHED CUSTOMERS", "reached", .number), Field("ANSWERED", "answered", .number),
      Field("RATE", "response_rate", .basisPoints), Field("BOUGHT", "bought", .number),
      Field("COST", "cost", .money(currency: "currency")), Field("REVENUE", "revenue", .money(currency: "currency")),
      Field("RETURN", "return_points", .basisPoints),
    ], chart: .init(label: "name", value: Field("REVENUE", "revenue", .money(currency: "currency"))))

  static let satisfaction = ReportShape(
    title: "Satisfaction",
    fields: [
      Field("NAME", "name"), Field("ANSWERS", "answers", .number), Field("AVERAGE", "average", .hundredths),
      Field("SATISFIED", "satisfied", .basisPoints),
    ], chart: .init(label: "name", value: Field("AVERAGE", "average", .hundredths)))

  static let service = ReportShape(
    title: "Complaints",
    fields: [
      Field("NAME", "name"), Field("COMPLAINTS", "complaints", .number), Field("ANSWERED", "answered", .number),
      Field("TRIAGE (HOURS)", "triage_hours", .hundredths), Field("START (HOURS)", "start_hours", .hundredths),
      Field("ANSWER (HOURS)", "answer_hours", .hundredths), Field("FOLLOW-UP (HOURS)", "follow_up_hours", .hundredths),
      Field("IN TIME", "in_time", .basisPoints), Field("CONTENT", "average", .hundredths),
    ], chart: .init(label: "name", value: Field("COMPLAINTS", "complaints", .number)))
}
