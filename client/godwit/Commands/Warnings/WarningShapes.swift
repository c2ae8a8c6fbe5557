/// How warnings are shown.
enum WarningShapes {
  static let list = [
    Field("DUE", "due_at", .date), Field("STATE", "state"), Field("WARNING", "kind"), Field("CODE", "customer_code"),
    Field("CUSTOMER", "customer"), Field("ABOUT", "subject"), Field("AT STAKE", "amount", .money(currency: "currency")),
    Field("SINCE", "since_at", .date), Field("OWNER", "owner"), Field("PHONE", "phone"), Field("DID", "action"),
    Field("ID", "id", .shortID),
  ]
  static let card = [
    Field("warning", "kind"), Field("id", "id", .id), Field("state", "state"), Field("customer", "customer"),
    Field("about", "subject"), Field("phone", "phone"), Field("at stake", "amount", .money(currency: "currency")),
    Field("since", "since_at", .moment), Field("raised", "raised_at", .moment), Field("due", "due_at", .moment),
    Field("owner", "owner"), Field("did", "action"), Field("done by", "done_by"), Field("done", "done_at", .moment),
    Field("ended", "ended_at", .moment),
  ]
}
