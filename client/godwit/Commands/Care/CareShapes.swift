/// How care is shown.
enum CareShapes {
  static let due = [
    Field("DUE", "due_at", .date), Field("CARE", "kind"), Field("CUSTOMER", "customer"), Field("PERSON", "contact"),
    Field("PRODUCT", "product"), Field("ORDER", "order_number"), Field("PROPOSE (BUYERS)", "proposal"),
    Field("PHONE", "phone"),
  ]
  static let history = [
    Field("WHEN", "done_at", .moment), Field("CARE", "kind"), Field("CUSTOMER", "customer"),
    Field("OUTCOME", "outcome"), Field("SCORE", "score", .number), Field("NOTE", "note"), Field("REP", "rep"),
  ]
  static let card = [
    Field("care", "kind"), Field("id", "id", .id), Field("customer", "customer"), Field("person", "contact"),
    Field("product", "product"), Field("order", "order_number"), Field("occasion", "occasion_at", .date),
    Field("done", "done_at", .moment), Field("outcome", "outcome"), Field("score", "score", .number),
    Field("note", "note"), Field("rep", "rep"),
  ]
}
