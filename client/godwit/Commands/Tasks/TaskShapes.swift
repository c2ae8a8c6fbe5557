/// How tasks are shown.
enum TaskShapes {
  static let list = [
    Field("DUE", "due_at", .moment), Field("PRIORITY", "priority", .number), Field("TASK", "subject"),
    Field("CUSTOMER", "customer"), Field("REP", "rep"), Field("DONE", "done_at", .moment), Field("ID", "id", .shortID),
  ]
  static let ofCustomer = list.filter { $0.column != "customer" && $0.column != "done_at" }
  static let card = [
    Field("task", "subject"), Field("id", "id", .id), Field("customer", "customer"), Field("person", "contact"),
    Field("rep", "rep"), Field("asked by", "created_by"), Field("due", "due_at", .moment),
    Field("remind", "remind_at", .moment), Field("priority", "priority", .number), Field("done", "done_at", .moment),
    Field("outcome", "outcome"), Field("notes", "notes"),
  ]
}
