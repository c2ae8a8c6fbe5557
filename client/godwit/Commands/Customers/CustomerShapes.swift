/// How customers are shown.
enum CustomerShapes {
  static let list = [
    Field("CODE", "code"), Field("NAME", "name"), Field("CITY", "city"), Field("PHONE", "phone"),
    Field("GRADE", "grade"), Field("STATUS", "status"), Field("TERRITORY", "territory"), Field("TAGS", "tags", .tags),
    Field("ID", "id", .shortIDUnless("code")),
  ]

  static let card = [
    Field("name", "name"), Field("code", "code"), Field("id", "id", .id), Field("kind", "kind"),
    Field("legal name", "legal_name"), Field("tax number", "tax_id"), Field("industry", "industry"),
    Field("birthday", "birth_date"), Field("territory", "territory"), Field("owner", "owner"),
    Field("status", "status"), Field("lost because", "lost_reason"), Field("grade", "grade"),
    Field("segment", "segment"), Field("source", "source"), Field("tags", "tags", .tags), Field("phone", "phone"),
    Field("mail", "email"), Field("web", "website"), Field("street", "street"), Field("postal code", "postal_code"),
    Field("city", "city"), Field("region", "region"), Field("country", "country"),
    Field("delivery", "delivery_note"), Field("credit limit", "credit_limit", .money(currency: "currency")),
    Field("balance", "balance", .money(currency: "currency")), Field("payment days", "payment_days", .number),
    Field("visits made", "visit_count", .number), Field("visit every (days)", "visit_every_days", .number),
    Field("first contact", "first_contact_at", .moment), Field("last contact", "last_contact_at", .moment),
    Field("calls allowed", "consent_phone", .yesNo), Field("mails allowed", "consent_email", .yesNo),
    Field("messages allowed", "consent_message", .yesNo), Field("letters allowed", "consent_post", .yesNo),
    Field("referred by", "referred_by"), Field("addressed as", "salutation"), Field("language", "language"),
    Field("buys", "consumption"), Field("education", "education"), Field("career", "career"),
    Field("family", "family"), Field("lifestyle", "lifestyle"), Field("character", "character"),
    Field("traits", "traits"), Field("employees", "employees", .number),
    Field("sales of a year", "annual_revenue", .money(currency: "currency")),
    Field("business", "business_state"), Field("trade with us", "trade_state"),
    Field("own fields", "custom_fields", .tags), Field("notes", "notes"),
  ]
}
