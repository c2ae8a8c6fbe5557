import ChangeModel
import HubStore
import Synchronization

/// The nonces that all servers of an org admitted, in a table that need not survive a crash.
final class NonceTable: NonceKeeper {
  private let connections: ConnectionPool
  private let org: Int64
  private let swept = Mutex<Int64>(0)

  init(_ connections: ConnectionPool, org: Int64) {
    self.connections = connections
    self.org = org
  }

  func admit(nonce: String, of device: DeviceNumber, time: Int64, oldest: Int64) throws -> Bool {
    let insertion = Query(
      "INSERT INTO godwit.nonces(org, device, nonce, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
      .integer(org), .integer(device), .text(nonce), .integer(time))
    var queries = [insertion]
    if isSweepDue(oldest) {
      queries.append(
        Query("DELETE FROM godwit.nonces WHERE org = $1 AND made_at < $2", .integer(org), .integer(oldest)))
    }
    return try HubStoreError.translating {
      try connections.with(begin: { try $0.exchange(queries) }) { _, answers in answers.first?.touched == 1 }
    }
  }

  func close() { connections.close() }

  /// Once a minute is enough.
  private func isSweepDue(_ oldest: Int64) -> Bool {
    swept.withLock { swept in
      guard oldest - swept >= 60_000 else { return false }
      swept = oldest
      return true
    }
  }
}
