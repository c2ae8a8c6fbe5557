/// What a long run must have met.
extension ReachedMarks {
  /// A run of fewer small worlds may miss some.
  public static let seedsMin = 500

  /// Paths that are rare by themselves, and that every run of `seedsMin` small worlds takes.
  public static let awaited: [String] =
    conflicts + rejections + deaths + [
      "clock step", "compared while running", "deleted rows forgotten", "departures forgotten", "disk error met",
      "disk full", "foreign write", "fork healed", "group commit",
      "kept because of a move", "kept for a review", "kept work accepted", "kept work cannot be merged",
      "kept work discarded",
      "late join", "lease expired", "lease granted", "lease refused", "lease returned", "lease spent",
      "leases taken back",
      "offline for days", "order on hold", "own write", "partition", "pull of several pages", "reassignment",
      "reassignment while pushes wait", "repeated change set", "request of the past", "revocation",
      "revocation while pushes wait", "revoked device gone", "sleeper compared", "split union", "stray row dropped",
      "sync", "timeout", "write in the middle of a sync",
    ]

  /// Not M12: no table of the simulated trade lets a delete win. Not M2: two office users rarely meet in a small world.
  private static let conflicts = [
    "M1 latest", "M4 max", "M5 min", "M8 text", "M9 workflow", "M10 ask", "M11 update wins over delete",
    "M13 no orphans", "M3 first",
  ].map { "conflict \($0)" }

  private static let rejections = [
    "businessRule", "dependency", "duplicate", "missingRow", "officeOwned", "outsideScope", "undeletable", "workflow",
  ].map { "rejected: \($0)" }

  private static let deaths =
    ["apply", "open", "seal", "stage", "write"].map { "died during \($0)" }
    + ["device back after a crash", "device back after a power cut", "server back after a crash"]
    + ["server back after a power cut", "server died during a commit", "server died during serve the office"]

  /// The awaited ones that were never met.
  public var missing: [String] { Self.awaited.filter { counts[$0] == nil } }
}
