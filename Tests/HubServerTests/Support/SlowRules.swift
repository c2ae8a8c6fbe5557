import ChangeModel
import Dispatch
import MergeEngine
import Synchronization

/// Rules that hold a merge up until they are told to go on.
final class SlowRules: BusinessRules {
  private let gate = DispatchSemaphore(value: 0)
  private let held = Mutex(false)
  /// The table whose changes are held up.
  private let table: Int

  init(table: Int) {
    self.table = table
  }

  var isHolding: Bool { held.withLock { $0 } }

  func release() { gate.signal() }

  func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds { RowNeeds() }

  func judge(_ touched: [TouchedRow], actor: Actor, now: Int64, in view: any RuleView) -> Verdict {
    if touched.contains(where: { $0.key.table == table }) {
      held.withLock { $0 = true }
      gate.wait()
    }
    return .accept(remarks: [])
  }
}
