/// How complaints are shown.
enum ComplaintShapes {
  static let list = [
    Field("CLOCK", "clock"), Field("NEXT", "next_step"), Field("DUE", "due_at", .moment),
    Field("SEVERITY", "severity", .number), Field("CUSTOMER", "customer"), Field("COMPLAINT", "subject"),
    Field("REP", "rep"), Field("ID", "id", .shortID),
  ]
  static let ofCustomer = list.filter { $0.column != "customer" }
  static let card = [
    Field("complaint", "subject"), Field("id", "id", .id), Field("customer", "customer"), Field("person", "contact"),
    Field("phone", "phone"), Field("status", "status"), Field("clock", "clock"), Field("next step", "next_step"),
    Field("next step due", "due_at", .moment), Field("the manager's from", "escalates_at", .moment),
    Field("severity", "severity", .number), Field("cause", "cause"), Field("order", "order_number"),
    Field("product", "product"), Field("what happened", "description"), Field("wanted", "wanted"),
    Field("channel", "channel"), Field("taken by", "taken_by"), Field("resolved by", "rep"),
    Field("received", "received_at", .moment), Field("triaged", "triaged_at", .moment),
    Field("started", "started_at", .moment), Field("answered", "answered_at", .moment),
    Field("followed up", "followed_up_at", .moment), Field("answer", "answer"),
    Field("satisfaction", "satisfaction", .number), Field("escalated", "escalated_at", .moment),
    Field("because", "escalation_reason"),
  ]
}
