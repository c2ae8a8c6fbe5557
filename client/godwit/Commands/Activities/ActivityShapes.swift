/// How activities are shown.
enum ActivityShapes {
  static let ofCustomer = [
    Field("WHEN", "at", .moment), Field("STATE", "state"), Field("KIND", "kind"), Field("WAY", "direction"),
    Field("PERSON", "contact"), Field("SUBJECT", "subject"), Field("OUTCOME", "outcome"),
    Field("NEXT STEP", "next_step"), Field("ID", "id", .shortID),
  ]
  static let list = [
    Field("WHEN", "at", .moment), Field("STATE", "state"), Field("KIND", "kind"), Field("CUSTOMER", "customer"),
    Field("PERSON", "contact"), Field("SUBJECT", "subject"), Field("OUTCOME", "outcome"), Field("REP", "rep"),
    Field("ID", "id", .shortID),
  ]
  static let card = [
    Field("customer", "customer"), Field("id", "id", .id), Field("kind", "kind"), Field("way", "direction"),
    Field("state", "state"), Field("planned", "planned_at", .moment), Field("done", "done_at", .moment),
    Field("minutes", "minutes", .number), Field("person", "contact"), Field("rep", "rep"),
    Field("subject", "subject"), Field("outcome", "outcome"), Field("next step", "next_step"),
    Field("next step at", "next_step_at", .moment), Field("notes", "notes"),
  ]
}
