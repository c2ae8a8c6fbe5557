import ArgumentParser
import ChangeModel
import FieldClient

/// How contacts are shown.
enum ContactShapes {
  static let ofCustomer = [
    Field("NAME", "name"), Field("ROLE", "role"), Field("INFLUENCE", "influence"), Field("PHONE", "phone"),
    Field("MAIL", "email"), Field("ID", "id", .shortID),
  ]
  static let list = [Field("CUSTOMER", "customer")] + ofCustomer
  static let card = [
    Field("name", "name"), Field("customer", "customer"), Field("id", "id", .id), Field("role", "role"),
    Field("influence", "influence"), Field("ask first", "is_primary", .yesNo), Field("phone", "phone"),
    Field("mail", "email"), Field("birthday", "birth_date"), Field("attitude", "attitude"),
    Field("interests", "interests"),
    Field("calls allowed", "consent_phone", .yesNo), Field("mails allowed", "consent_email", .yesNo),
    Field("messages allowed", "consent_message", .yesNo), Field("left", "left_at", .date), Field("notes", "notes"),
  ]
}
