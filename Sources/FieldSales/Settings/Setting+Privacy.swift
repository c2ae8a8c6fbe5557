/// Consent and retention.
extension Setting {
  static let privacy = [consentAskFirst] + RetentionRule.all.map(\.setting)

  public static let consentAskFirst = Setting(
    "consent.ask_first", 0, in: 0...1,
    meaning: "1 if nobody is addressed who was never asked, 0 if only those who refused are left out.")

  static func retention(_ name: String, _ what: String) -> Setting {
    Setting(
      "retention.\(name)_days", 0, in: 0...36_500,
      meaning: "Days after which \(what) are emptied by `godwit-server retain`; 0 keeps them.")
  }
}
