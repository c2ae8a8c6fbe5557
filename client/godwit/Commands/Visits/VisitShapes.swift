import ArgumentParser
import FieldClient

/// How visits are shown.
enum VisitShapes {
  static let ofCustomer = [
    Field("WHEN", "at", .moment), Field("STATE", "state"), Field("REP", "rep"), Field("PURPOSE", "purpose"),
    Field("OUTCOME", "outcome"), Field("NEXT STEP", "next_step"),
    Field("ID", "id", .shortID),
  ]
  static let list = [
    Field("WHEN", "at", .moment), Field("STATE", "state"), Field("CUSTOMER", "customer"), Field("REP", "rep"),
    Field("PURPOSE", "purpose"), Field("OUTCOME", "outcome"), Field("ID", "id", .shortID),
  ]
  static let card = [
    Field("customer", "customer"), Field("id", "id", .id), Field("state", "state"), Field("rep", "rep"),
    Field("planned", "planned_at", .moment), Field("place in route", "route_order", .number),
    Field("arrived", "check_in_at", .moment), Field("left", "check_out_at", .moment), Field("purpose", "purpose"),
    Field("outcome", "outcome"), Field("next step", "next_step"), Field("next step at", "next_step_at", .moment),
    Field("notes", "notes"),
  ]
}
