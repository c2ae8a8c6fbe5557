import HubStore

extension SQLiteHubStore {
  /// What is wrong with the store, in words; empty for a sound one.
  ///
  /// Checks SQLite's own structures, decodes every row, and compares with what follows from the rows: digests, unique
  /// values, positions and row numbers. It reads one snapshot; work goes on meanwhile.
  /// - Parameter progress: told from time to time how many rows of how many are checked.
  public func integrityFaults(progress: (_ done: Int, _ total: Int) -> Void) throws -> [String] {
    try read { try $0.integrityFaults(progress: progress) }
  }
}
