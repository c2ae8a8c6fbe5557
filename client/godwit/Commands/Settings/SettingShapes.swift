/// How settings are shown.
enum SettingShapes {
  static let list = [
    Field("KEY", "key"), Field("VALUE", "value", .number), Field("CHANGED", "is_own", .yesNo),
    Field("DEFAULT", "default", .number), Field("MEANING", "meaning"),
  ]
}
