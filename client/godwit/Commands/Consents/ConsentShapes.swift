/// How answers are shown.
enum ConsentShapes {
  static let list = [
    Field("CUSTOMER", "customer"), Field("CONTACT", "contact"), Field("CHANNEL", "channel"),
    Field("PURPOSE", "purpose"),
    Field("STATE", "state"), Field("SINCE", "answered_at", .date), Field("WITHDRAWN", "withdrawn_at", .date),
    Field("PROOF", "proof"),
  ]
  static let card = [
    Field("customer", "customer"), Field("contact", "contact"), Field("channel", "channel"),
    Field("purpose", "purpose"),
    Field("state", "state"), Field("said", "answered_at", .moment), Field("said by", "answered_by"),
    Field("proof", "proof"),
    Field("withdrawn", "withdrawn_at", .moment), Field("how", "withdrawal"), Field("noted by", "rep"),
    Field("id", "id", .id),
  ]
  static let check = [
    Field("customer", "customer"), Field("channel", "channel"), Field("purpose", "purpose"),
    Field("allowed", "allowed", .yesNo),
  ]
}
