import ChangeModel
import MergeEngine

extension Hearing {
  /// A setting holds what it may be. A key that this version does not know is left to those that do.
  func faultOfSetting(_ row: TouchedRow) -> Rejection? {
    guard let key = row.after.text(Place.Setting.key), row.after.hasText(Place.Setting.key) else {
      return rejection(.missingValue, row, "The setting has no key. Name one of those that `setting list` shows.")
    }
    guard let setting = Setting.named(key), !row.after.value(Place.Setting.value).isNull else { return nil }
    if row.after.text(Place.Setting.value).flatMap(setting.number(in:)) != nil { return nil }
    return rejection(
      .businessRule, row,
      "\(key) is a whole number from \(setting.range.lowerBound) to \(setting.range.upperBound). Correct it.")
  }
}
