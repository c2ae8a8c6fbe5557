import HubStore
import HummingbirdTesting
import PostgresStore
import SyncProtocol
import TestSupport
import Testing

@testable import Hub
@testable import HubServer

/// What those who watch over a server see of its database.
@Suite struct StoreMetricsTests {
  private let database: PrivateDatabase
  private let cutter: CommitCutter
  private let store: PostgresHubStore

  init() throws {
    database = try PrivateDatabase()
    cutter = try CommitCutter(before: database.server)
    let address = try #require(PostgresAddress(cutter.address(of: database.name)))
    store = try PostgresHubStore.create(at: address, org: TestHub.org)
  }

  /// Says whether new connections are let in; those that there are end.
  private func admitConnections(_ isAdmitted: Bool) throws {
    try database.server.query("ALTER DATABASE \(database.name) ALLOW_CONNECTIONS \(isAdmitted)", in: "postgres")
    try database.server.query(
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '\(database.name)'",
      in: "postgres")
  }

  private func ask(_ path: String, of client: any TestClientProtocol) async throws -> (status: Int, text: String) {
    let response = try await client.execute(uri: path, method: .get)
    return (response.status.code, String(buffer: response.body))
  }

  @Test func metrics_tellTheStore_itsCommits_andThoseWhoseOutcomeIsUnknown() async throws {
    let http = try HTTPHub(store: store)
    var ann = try http.hub.device(of: "Ann")
    try ann.pull(http.hub)
    let commits = store.figures.commits
    try ann.push(http.hub, [Trial.insertItem(.trial(1))])
    let request = ann.request([ann.seal([Trial.insertItem(.trial(2))])])
    cutter.cut(.answer, times: 1)
    #expect(TestHub.error { try http.hub.service.sync(request, device: ann.number) }?.code == .busy)
    ann.apply(try http.hub.service.sync(request, device: ann.number))
    let figures = store.figures
    try await http.run(.router) { client in
      let metrics = try await ask("/metrics", of: client).text
      #expect(metrics.contains("godwit_store_info{store=\"postgresql\"} 1\n"))
      #expect(metrics.contains("godwit_store_up 1\n"))
      // The commit whose answer was lost is not counted as one.
      #expect(metrics.contains("godwit_store_commits_total \(commits + 2)\n"))
      #expect(metrics.contains("godwit_store_unknown_outcomes_total 1\n"))
      #expect(metrics.contains("godwit_store_lock_seconds_count \(figures.database?.locks ?? 0)\n"))
      #expect(metrics.contains("godwit_store_connections_max 10\n"))
    }
    #expect(try #require(figures.database).locks == figures.commits + 1)
    #expect(try #require(figures.database).lockSeconds > 0)
    cutter.close()
  }

  @Test func connectionsAtWork_areCounted() throws {
    func used() -> Int { store.figures.database?.connectionsUsed ?? -1 }
    #expect(used() == 0)
    try store.read { _ in
      #expect(used() == 1)
      try store.write { _ in #expect(used() == 2) }
    }
    #expect(used() == 0)
    cutter.close()
  }

  @Test func databaseThatIsAway_isTold_andTheServerStaysInSight() async throws {
    let http = try HTTPHub(store: store)
    try await http.run(.router) { client in
      #expect(try await ask("/health", of: client).status == 200)
      try admitConnections(false)
      let health = try await ask("/health", of: client)
      #expect(health.status == 503)
      #expect(health.text == "{\"status\":\"unavailable\"}\n")
      let away = try await ask("/metrics", of: client)
      #expect(away.status == 200)
      #expect(away.text.contains("godwit_store_up 0\n"))
      #expect(!away.text.contains("godwit_head_position"))
      try admitConnections(true)
      while try await ask("/health", of: client).status != 200 { await Task.yield() }
      let back = try await ask("/metrics", of: client).text
      #expect(back.contains("godwit_store_up 1\n"))
      #expect(back.contains("godwit_head_position 4\n"))
    }
    cutter.close()
  }
}
