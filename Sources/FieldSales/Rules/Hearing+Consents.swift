import ChangeModel
import MergeEngine

extension Hearing {
  /// A consent that was taken back stays so: who agrees again gives a new one.
  func faultOfConsent(_ row: TouchedRow) -> Rejection? {
    guard let before = row.before, !before.value(Place.Consent.withdrawnAt).isNull,
      row.after.value(Place.Consent.withdrawnAt).isNull
    else { return nil }
    return rejection(.businessRule, row, "The consent was taken back. Note a new one if they agree again.")
  }
}
