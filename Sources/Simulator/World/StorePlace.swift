import ChangeModel
import PostgresStore

/// The org of a world that is played on several stores, and the database that holds it.
public struct StorePlace: Sendable, Equatable {
  public var org: RowID
  /// nil for a file on the world's own disk.
  public var address: PostgresAddress?

  public init(org: RowID, address: PostgresAddress?) {
    self.org = org
    self.address = address
  }
}

extension SimulationOptions {
  /// The same world with a server that neither crashes nor has a failing disk: what happens then is a file's own affair,
  /// and would be another story in a database.
  public func sparingTheServer() -> SimulationOptions {
    var options = self
    for fault in [Fault.serverCrash, .serverPowerCut, .serverDiskError] { options.faults[fault] = nil }
    return options
  }
}
