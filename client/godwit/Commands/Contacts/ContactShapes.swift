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
    Field("mail", "email"), Field("birthday", "birth_date"), Field("notes", "notes"),
  ]
}
