/// Which answer of a customer allows which way of speaking to them.
enum Consent {
  /// The column that holds the answer; nil for what needs none.
  static func column(for kind: String) -> String? {
    switch kind {
    case "call": "consent_phone"
    case "mail": "consent_email"
    case "message": "consent_message"
    default: nil
    }
  }
}
