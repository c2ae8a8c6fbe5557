import ChangeModel
import MergeEngine

extension Hearing {
  /// Who is paid for an order is not for reps to say.
  func faultOfShare(_ row: TouchedRow) -> Rejection? {
    guard actor.role == .rep else { return nil }
    return rejection(.businessRule, row, "A rep does not split orders. Ask your manager.")
  }
}
