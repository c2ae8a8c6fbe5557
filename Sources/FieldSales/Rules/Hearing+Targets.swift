import ChangeModel
import MergeEngine

extension Hearing {
  /// A rep reads targets; the manager sets those of own territories, the office all.
  func faultOfTarget(_ row: TouchedRow) -> Rejection? {
    switch actor.role {
    case .office: return nil
    case .rep, .auditor, .administrator:
      return rejection(.businessRule, row, "A rep does not set targets. Ask your manager.")
    case .manager:
      let scopes = [row.before?.scope, row.after.scope].compactMap { $0 }
      if scopes.allSatisfy({ $0 != .org && actor.mayUse($0) }) { return nil }
      return rejection(
        .outsideScope, row, "A manager sets targets of own territories. Ask the office for one of the whole org.")
    }
  }
}
