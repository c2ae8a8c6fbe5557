import HubStore

extension VerifyReport {
  /// Checks a store that no service is open over, such as a backup.
  public init(of store: any HubStore) throws {
    self = try store.read { store in
      var report = try StoreAudit(schema: try store.org().schema, store: store).report()
      report.faults += try store.integrityFaults { _, _ in }
      report.ok = report.faults.isEmpty
      return report
    }
  }
}
