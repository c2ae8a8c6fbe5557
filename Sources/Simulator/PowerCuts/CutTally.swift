/// What came of many cuts.
public struct CutTally: Sendable {
  public struct Line: Hashable, Sendable {
    public var store: CutCase.Store
    public var mode: CutMode
    public var cuts = 0
    public var failures: [CutFailure.Kind: Int] = [:]

    public func count(_ kind: CutFailure.Kind) -> Int { failures[kind] ?? 0 }
  }

  public struct Failure: Sendable {
    public var cut: CutCase
    public var failure: CutFailure
  }

  /// By store and mode, in their order.
  public private(set) var lines: [Line]
  /// The first of those that failed, in order.
  public private(set) var failures: [Failure] = []
  public private(set) var failureCount = 0
  /// Operations that the scenes of each store have together.
  public var operations: [CutCase.Store: UInt64] = [:]
  public var cpuSeconds = 0.0

  public static let failuresMax = 20

  init() {
    lines = CutCase.Store.allCases.flatMap { store in CutMode.allCases.map { Line(store: store, mode: $0) } }
  }

  /// Deaths of a process or of its machine.
  public var cuts: Int { lines.reduce(0) { $0 + ($1.mode.survival == nil ? 0 : $1.cuts) } }
  /// Calls that failed while the process lived on.
  public var faults: Int { lines.reduce(0) { $0 + ($1.mode.survival == nil ? $1.cuts : 0) } }

  mutating func add(_ cut: CutCase, _ failure: CutFailure?) {
    guard let index = lines.firstIndex(where: { $0.store == cut.store && $0.mode == cut.mode }) else { return }
    lines[index].cuts += 1
    guard let failure else { return }
    lines[index].failures[failure.kind, default: 0] += 1
    failureCount += 1
    if failures.count < Self.failuresMax { failures.append(Failure(cut: cut, failure: failure)) }
  }
}
