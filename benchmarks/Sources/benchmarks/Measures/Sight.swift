import ChangeModel
import FieldClient
import Foundation
import Synchronization
import Yardstick

/// How long an edit on one replica takes to be seen on another, both online, each watching as `godwit sync --watch` does.
struct Sight {
  /// Milliseconds from the end of the edit's transaction to a reader of the other replica that sees it.
  let p50: Double
  let p99: Double

  init(edits: Int = 200, in folder: URL, seed: UInt64) async throws {
    let company = try Company(in: folder, environment: .system)
    let codes = try ["ann", "ben"].map { try company.invite($0) }
    try company.close()
    let server = try ServerProcess(folder)
    var clients: [FieldClient] = []
    for (number, code) in codes.enumerated() {
      let home = HomeFolder(path: folder.appendingPathComponent("home-\(number)").path)
      clients.append(
        try await FieldClient.join(
          "http://127.0.0.1:\(server.port)", code: code, home: home, deviceName: "watcher", views: []
        ).client)
    }
    let writer = try OperationClient(path: clients[0].home.replicaPath)
    try writer.play(Workload(customers: 100, seed: seed).inserts)
    writer.close()
    let paths = clients.map(\.home.replicaPath)
    let waits = try await Self.watching(clients) { try Self.edit(edits, at: paths[0], seenAt: paths[1]) }
    (p50, p99) = (waits.percentile(50) * 1_000, waits.percentile(99) * 1_000)
    server.stop()
  }

  private static func watching(_ clients: [FieldClient], _ body: @escaping @Sendable () throws -> [Double]) async throws
    -> [Double]
  {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in clients { group.addTask { try await client.watch { _ in } } }
      defer { group.cancelAll() }
      return try await offThePool(body)
    }
  }

  /// A thread of its own, so that the watching clients have all of Swift's.
  private static func offThePool(_ body: @escaping @Sendable () throws -> [Double]) async throws -> [Double] {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try body() }) }.start()
    }
  }

  private static func edit(_ count: Int, at path: String, seenAt otherPath: String) throws -> [Double] {
    let (writer, reader) = (try OperationClient(path: path), try OperationClient(path: otherPath))
    var waits: [Double] = []
    // The first ones bring the watchers to rest, and do not count.
    for number in -10..<count {
      let value = 1_000_000 + number
      let customer = "(SELECT id FROM customers ORDER BY id LIMIT 1 OFFSET \(abs(number) % 100))"
      try writer.run("UPDATE customers SET balance_cents = \(value) WHERE id = \(customer)")
      let wait = Wall()
      while try reader.number("SELECT count(*) FROM customers WHERE balance_cents = \(value)") == 0 {
        guard wait.seconds < 30 else { throw WorkloadError("an edit was not seen within 30 s") }
        usleep(500)
      }
      if number >= 0 { waits.append(wait.seconds) }
      usleep(useconds_t(20_000 + 1_000 * (number & 63)))
    }
    return waits
  }
}
