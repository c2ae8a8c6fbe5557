/// How an org's own fields are shown.
enum FieldShapes {
  static let list = [
    Field("NAME", "name"), Field("TABLE", "table_name"), Field("TYPE", "kind"), Field("CHOICES", "choices", .tags),
    Field("ROWS", "row_count", .number), Field("IN USE", "active", .yesNo), Field("MEANING", "meaning"),
  ]
  static let card = [
    Field("name", "name"), Field("table", "table_name"), Field("type", "kind"), Field("choices", "choices", .tags),
    Field("in use", "active", .yesNo), Field("meaning", "meaning"), Field("id", "id", .id),
  ]
}
