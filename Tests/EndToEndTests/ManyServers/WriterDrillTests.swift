import Foundation
import TestSupport
import Testing

/// Writers in several processes with pauses before each commit: readers skip nothing, whatever ends in the middle.
@Suite(.serialized) struct WriterDrillTests {
  private struct Drill {
    let folder: Folder
    let store: String
    let org: String
    let notes: String

    init(_ database: PrivateDatabase) throws {
      folder = try Folder()
      store = database.addressText
      notes = folder.path("notes")
      try FileManager.default.createDirectory(atPath: notes, withIntermediateDirectories: true)
      let run = try Program.run("simulate", ["writers", "--store", store, "--prepare"], in: folder)
      org = run.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Four writers and two readers in a process of their own.
    func start(_ first: Int, transactions: Int) throws -> (process: Process, output: URL, errors: URL) {
      try Program.start(
        "simulate",
        [
          "writers", "--store", store, "--org", org, "--devices", "\(first)", "--writers", "4", "--pullers", "2",
          "--transactions", "\(transactions)", "--pause", "1000", "--notes", notes,
        ], in: folder)
    }

    func report(_ run: (process: Process, output: URL, errors: URL)) throws -> [String: Any] {
      run.process.waitUntilExit()
      let text = try String(contentsOf: run.output, encoding: .utf8)
      guard let report = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
        throw TestFailure("no report: \(text)\(try String(contentsOf: run.errors, encoding: .utf8))")
      }
      return report
    }
  }

  private func wait(for position: Int, in database: PrivateDatabase) throws {
    let deadline = Date(timeIntervalSinceNow: 60)
    while Date() < deadline {
      if Int(try database.query("SELECT max(head) FROM godwit.log")) ?? 0 >= position { return }
      usleep(20_000)
    }
    throw TestFailure("the log did not reach \(position)")
  }

  @Test func eightWritersInTwoProcesses_fourReaders_skipNothing() throws {
    let database = try PrivateDatabase()
    let drill = try Drill(database)
    let runs = try [100, 200].map { try drill.start($0, transactions: 800) }
    var written = 0
    for run in runs {
      let report = try drill.report(run)
      #expect(run.process.terminationStatus == 0, "\(report)")
      #expect(report["skipped"] as? Int == 0)
      #expect(report["seen"] as? Int == 1_600)
      written += report["written"] as? Int ?? 0
    }
    #expect(written == 800)
  }

  @Test func processKilled_connectionsCut_andDatabaseStopped_loseNothingAcknowledged() throws {
    let server = try PrivatePostgres()
    let database = try PrivateDatabase(in: server)
    let drill = try Drill(database)
    let steady = try drill.start(100, transactions: 600)
    let victim = try drill.start(200, transactions: 600)
    try wait(for: 100, in: database)
    kill(victim.process.processIdentifier, SIGKILL)
    victim.process.waitUntilExit()
    let revenant = try drill.start(200, transactions: 600)
    try wait(for: 200, in: database)
    try database.endConnections()
    try wait(for: 300, in: database)
    try server.stopImmediately()
    try server.start()
    for run in [steady, revenant] {
      let report = try drill.report(run)
      #expect(run.process.terminationStatus == 0, "\(report)")
      #expect(report["skipped"] as? Int == 0)
      #expect(report["lost"] as? Int == 0)
    }
    // Every position once, every writer's change sets without a gap.
    #expect(
      try database.query("SELECT count(*) = 600 AND min(position) = 1 AND max(position) = 600 FROM godwit.history")
        == "t")
    #expect(
      try database.query(
        """
        SELECT count(*) FROM (SELECT device FROM godwit.history GROUP BY device HAVING count(*) <> max(sequence)) AS gaps
        """) == "0")
  }

  @Test func seedsOnBothStores_areTheSameStory() throws {
    let database = try PrivateDatabase()
    let folder = try Folder()
    let run = try Program.run(
      "simulate", ["twins", "--store", database.addressText, "--first", "50", "--seeds", "3"], in: folder)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("0 seeds differ"))
  }
}
