import ChangeModel
import MergeEngine

extension Hearing {
  /// What everyone sees is written by those who answer for it.
  func faultOfView(_ row: TouchedRow) -> Rejection? {
    guard actor.role == .rep, [row.before?.scope, row.after.scope].contains(.org) else { return nil }
    return rejection(.businessRule, row, "A rep saves no views for everyone. Ask your manager.")
  }
}
