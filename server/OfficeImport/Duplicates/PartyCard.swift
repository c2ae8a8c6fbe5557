import ChangeModel

/// What is compared of a customer or contact.
public struct PartyCard: Hashable, Sendable {
  public var id: RowID
  public var code: String
  public var name: String
  public var phone: String
  public var email: String
  public var taxID: String
  public var street: String
  public var city: String
  public var postalCode: String
  /// The customer of a contact.
  public var parent: RowID?

  /// - Parameter values: the row's columns by name.
  public init(id: RowID, values: [String: Value]) {
    func text(_ column: String) -> String { values[column]?.text ?? "" }
    self.id = id
    code = text("code")
    name = text("name")
    phone = text("phone")
    email = text("email")
    taxID = text("tax_id")
    street = text("street")
    city = text("city")
    postalCode = text("postal_code")
    parent = values["customer_id"]?.reference?.id
  }
}
