import ChangeModel
import Foundation
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Hub
@testable import HubServer
@testable import SyncProtocol

/// The endpoints, in process and over a real port.
@Suite struct HTTPTests {
  /// A machine with other work, too, may take its time until a port is closed.
  private static let patient = TestClient.Configuration(timeout: .seconds(120))

  @Test(arguments: Transport.allCases) func joinSyncVerify_overHTTP(transport: Transport) async throws {
    let http = try HTTPHub()
    let key = TestDeviceKey(http.hub.clock)
    let code = try http.hub.code(for: "Ann")
    try await http.run(transport) { client in
      let enrolment = EnrolRequest(code: code, publicKey: key.publicKey, deviceName: "laptop")
      let joined = try await http.post(.enrolRequest(enrolment), to: "/v1/enrol", by: nil, over: client)
      guard case .enrolReply(let welcome) = joined.message else {
        Issue.record("not admitted: \(joined.message)")
        return
      }
      var ann = TestDevice(welcome, key: key, now: http.hub.clock.now)
      let request = ann.request([ann.seal([Trial.insertItem(.trial(1))])])
      let synced = try await http.post(.syncRequest(request), to: "/v1/sync", by: ann, over: client)
      guard case .syncReply(let reply) = synced.message else {
        Issue.record("no reply: \(synced.message)")
        return
      }
      #expect(synced.status == 200)
      #expect(reply.results.map(\.rejection) == [nil])
      let digests = try await http.post(.digestRequest(DigestRequest()), to: "/v1/digests", by: ann, over: client)
      guard case .digestReply(let digest) = digests.message else {
        Issue.record("no digests: \(digests.message)")
        return
      }
      #expect(Digest.combined(of: digest.digests) == reply.digest)
      let ranges = RangeRequest(scope: .territory(1), table: TrialSchema.items, ranges: [1...9], wantsRows: true)
      let rows = try await http.post(.rangeRequest(ranges), to: "/v1/ranges", by: ann, over: client)
      guard case .rangeReply(let range) = rows.message else {
        Issue.record("no rows: \(rows.message)")
        return
      }
      #expect(range.rows.rowCount == 1)
    }
  }

  @Test(arguments: Transport.allCases) func wrongOnesAreRefused_andNothingIsTaken(transport: Transport) async throws {
    let http = try HTTPHub()
    var ann = try http.hub.device(of: "Ann")
    let ben = try http.hub.device(of: "Ben")
    let request = Message.syncRequest(ann.request([ann.seal([Trial.insertItem(.trial(1))])]))
    let device = ann
    try await http.run(transport) { client in
      let body = Frame.encode(request)
      func code(_ path: String, _ header: AuthHeader?, body: [UInt8] = body) async throws -> String {
        let answer = try await http.post(body, to: path, header: header, over: client)
        guard case .error(let error) = answer.message else { return "\(answer.status)" }
        #expect(error.serverTime == http.hub.clock.now)
        return "\(answer.status) \(error.code)"
      }
      let header = http.header(for: device, path: "/v1/sync", body: body)
      #expect(try await code("/v1/sync", nil) == "401 unauthenticated")
      #expect(try await code("/v1/digests", header) == "401 unauthenticated")
      #expect(try await code("/v1/sync?x=1", header) == "401 unauthenticated")
      #expect(try await code("/v1/sync", header, body: body + [0]) == "401 unauthenticated")
      var stranger = header
      stranger.device = 99
      #expect(try await code("/v1/sync", stranger) == "401 unauthenticated")
      var other = header
      other.device = ben.number
      #expect(try await code("/v1/sync", other) == "401 unauthenticated")
      var late = header
      late.time -= 1_000_000
      #expect(try await code("/v1/sync", late) == "401 stale")
      #expect(try http.hub.items().isEmpty)
      #expect(try await code("/v1/sync", header) == "200")
      #expect(try await code("/v1/sync", header) == "401 stale")
      _ = try http.hub.service.perform(.revokeDevice(device: device.number))
      for path in ["/v1/digests", "/v1/ranges", "/v1/rejoin"] {
        #expect(try await code(path, http.header(for: device, path: path, body: body)) == "403 revoked")
      }
      #expect(try http.hub.items().count == 1)
    }
  }

  @Test(arguments: Transport.allCases) func anyBytesGetAnErrorFrame(transport: Transport) async throws {
    let http = try HTTPHub { $0.bodyBytesMax = 100_000 }
    let ann = try http.hub.device(of: "Ann")
    try await http.run(transport) { client in
      func signed(_ body: [UInt8], path: String = "/v1/sync") async throws -> String {
        let header = http.header(for: ann, path: path, body: body)
        let answer = try await http.post(body, to: path, header: header, over: client)
        guard case .error(let error) = answer.message else { return "\(answer.status)" }
        return "\(answer.status) \(error.code)"
      }
      #expect(try await signed(Array("<html><body>Please log in</body></html>".utf8)) == "400 malformed")
      #expect(try await signed([]) == "400 malformed")
      var damaged = Frame.encode(.syncRequest(ann.request()))
      damaged[damaged.count - 1] ^= 1
      #expect(try await signed(damaged) == "400 malformed")
      var newer = Frame.encode(.syncRequest(ann.request()))
      newer[2] = 200
      #expect(try await signed(newer) == "426 unsupportedVersion")
      #expect(try await signed(Frame.encode(.digestRequest(DigestRequest()))) == "400 malformed")
      let enrolled = try await http.post([UInt8]("{}".utf8), to: "/v1/enrol", header: nil, over: client)
      #expect(enrolled.status == 400)
      let missing = try await http.post([1], to: "/v1/nothing", header: nil, over: client)
      #expect(missing.status == 404)
    }
    try await http.run(transport) { client in
      let large = [UInt8](repeating: 7, count: 200_000)
      let answer = try await http.post(
        large, to: "/v1/sync", header: http.header(for: ann, path: "/v1/sync", body: large), over: client)
      #expect(answer.status == 413)
    }
  }

  @Test(arguments: Transport.allCases) func strangerSendsReplies_refusedBeforeTheyAreDecoded(transport: Transport)
    async throws
  {
    let http = try HTTPHub()
    let ann = try http.hub.device(of: "Ann")
    try await http.run(transport) { client in
      // The payload is nonsense: a decoder that looked at it would say so.
      for kind in Message.Kind.allCases where kind != .enrolRequest && kind != .syncRequest {
        var frame: [UInt8] = [0x47, 0x57, 1, kind.rawValue, 0, 1, 1, 0xFF]
        let sum = Deflate.checksum(frame[...])
        frame += (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) }
        for (path, device) in [("/v1/enrol", nil), ("/v1/sync", ann)] {
          let header = device.map { http.header(for: $0, path: path, body: frame) }
          let answer = try await http.post(frame, to: path, header: header, over: client)
          guard case .error(let error) = answer.message else {
            Issue.record("taken: \(kind)")
            continue
          }
          #expect(error.code == .malformed)
          #expect(error.message.contains("no place here"), "\(error.message)")
        }
      }
      let large = try await http.post(
        [UInt8](repeating: 0, count: 5_000), to: "/v1/enrol", header: nil, over: client)
      #expect(large.status == 413)
    }
  }

  @Test(arguments: Transport.allCases) func wrongCodesFromOneAddress_areSlowedDown(transport: Transport) async throws {
    let http = try HTTPHub { $0.failedEnrolmentBurst = 3 }
    let key = TestDeviceKey(http.hub.clock)
    let right = try http.hub.code(for: "Ann")
    let statuses = try await http.run(transport) { client in
      var statuses = [String]()
      for code in ["1", "2", "3", right] {
        let request = EnrolRequest(code: code, publicKey: key.publicKey, deviceName: "x")
        let answer = try await http.post(.enrolRequest(request), to: "/v1/enrol", by: nil, over: client)
        statuses.append("\(answer.status) \(answer.retryAfter ?? "")")
      }
      return statuses
    }
    #expect(statuses == ["403 ", "403 ", "403 ", "429 3"])
  }

  @Test(arguments: Transport.allCases) func deviceThatAsksTooOften_isToldWhenToComeBack(transport: Transport)
    async throws
  {
    let http = try HTTPHub {
      $0.deviceBurst = 2
      $0.deviceRequestsPerSecond = 1
    }
    let ann = try http.hub.device(of: "Ann")
    let statuses = try await http.run(transport) { client in
      var statuses = [Int]()
      for _ in 0..<3 {
        statuses.append(try await http.post(.syncRequest(ann.request()), to: "/v1/sync", by: ann, over: client).status)
      }
      http.hub.clock.now += 1_000
      statuses.append(try await http.post(.syncRequest(ann.request()), to: "/v1/sync", by: ann, over: client).status)
      return statuses
    }
    #expect(statuses == [200, 200, 429, 200])
  }

  @Test(arguments: Transport.allCases) func positionsOfOwnScopesArriveLive_andRevokingEndsThem(transport: Transport)
    async throws
  {
    let http = try HTTPHub()
    let hub = http.hub
    var ann = try hub.device(of: "Ann")
    var ben = try hub.device(of: "Ben")
    let listener = try hub.device(of: "Ann")
    let north = ann.request([ann.seal([Trial.insertItem(.trial(1))])])
    let south = ben.request([ben.seal([Trial.insertItem(.trial(2), territory: 2)])])
    let (annNumber, benNumber) = (ann.number, ben.number)
    let head = try hub.service.head()
    let text = try await http.run(transport) { client in
      let headers = http.headers(http.header(for: listener, method: "GET", path: "/v1/live", body: []))
      async let stream = client.execute(uri: "/v1/live", method: .get, headers: headers, body: nil)
      await hub.until { $0.liveEvents == 1 }
      _ = try hub.service.sync(north, device: annNumber)
      await hub.until { $0.liveEvents == 2 }
      _ = try hub.service.sync(south, device: benNumber)
      hub.service.live.beat()
      _ = try hub.service.perform(.addTerritory(name: "West"))
      await hub.until { $0.liveEvents == 3 }
      _ = try hub.service.perform(.revokeDevice(device: listener.number))
      return String(buffer: try await stream.body)
    }
    let events = text.split(separator: "\n\n").filter { !$0.hasPrefix(":") }
    #expect(events == [head, head + 1, head + 3].map { "event: position\ndata: {\"position\": \($0)}" })
    #expect(hub.service.live.subscriberCount == 0)
  }

  @Test func clientGoesAway_itsSubscriptionEnds() async throws {
    let http = try HTTPHub()
    let listener = try http.hub.device(of: "Ann")
    try await http.run(.live) { client in
      let headers = http.headers(http.header(for: listener, method: "GET", path: "/v1/live", body: []))
      let port = try #require(client.port)
      try await TestClient.withClient(host: "localhost", port: port) { other in
        async let stream = try? other.get("/v1/live", headers: headers)
        await http.hub.until { $0.liveEvents == 1 }
        try await other.shutdown()
        _ = await stream
      }
      while http.hub.service.live.subscriberCount > 0 { await Task.yield() }
    }
  }

  @Test func gracefulEnd_doesNotWaitForListeners() async throws {
    let http = try HTTPHub()
    let listener = try http.hub.device(of: "Ann")
    let stream = try await http.run(.live) { client in
      let headers = http.headers(http.header(for: listener, method: "GET", path: "/v1/live", body: []))
      let port = try #require(client.port)
      let other = TestClient(host: "localhost", port: port, configuration: Self.patient)
      other.connect()
      let stream = Task { try await other.get("/v1/live", headers: headers) }
      await http.hub.until { $0.liveEvents == 1 }
      return stream
    }
    #expect(try await stream.value.status == .ok)
  }

  @Test func gracefulEnd_answersRunningSyncs() async throws {
    let rules = SlowRules(table: TrialSchema.items)
    let http = try HTTPHub(rules: rules)
    var ann = try http.hub.device(of: "Ann")
    let body = Frame.encode(.syncRequest(ann.request([ann.seal([Trial.insertItem(.trial(1))])])))
    let headers = http.headers(http.header(for: ann, path: "/v1/sync", body: body))
    let running = try await http.run(.live) { client in
      let port = try #require(client.port)
      let other = TestClient(host: "localhost", port: port, configuration: Self.patient)
      other.connect()
      let running = Task { try await other.post("/v1/sync", headers: headers, body: ByteBuffer(bytes: body)) }
      while !rules.isHolding { await Task.yield() }
      Task {
        // The merge goes on only once the port is closed. The path must not need the store, which is busy.
        while (try? await TestClient.withClient(
          host: "localhost", port: port, operation: { try await $0.get("/none") }))
          != nil
        {}
        rules.release()
      }
      return running
    }
    let answer = try await running.value
    #expect(answer.status == .ok)
    #expect(try http.hub.items().count == 1)
  }

  @Test(arguments: Transport.allCases) func healthAndMetrics_needNoSignature(transport: Transport) async throws {
    let http = try HTTPHub()
    let ann = try http.hub.device(of: "Ann")
    try await http.run(transport) { client in
      _ = try await http.post(.syncRequest(ann.request()), to: "/v1/sync", by: ann, over: client)
      let health = try await client.execute(uri: "/health", method: .get)
      #expect(String(buffer: health.body) == "{\"status\":\"ok\",\"position\":4}\n")
      let metrics = String(buffer: try await client.execute(uri: "/metrics", method: .get).body)
      #expect(metrics.contains("godwit_requests_total{path=\"/v1/sync\",status=\"200\"} 1\n"))
      #expect(metrics.contains("godwit_head_position 4\n"))
      #expect(metrics.contains("godwit_devices 1\n"))
      #expect(metrics.contains("godwit_store_info{store=\"sqlite\"} 1\n"))
      #expect(metrics.contains("godwit_store_up 1\n"))
      #expect(!metrics.contains("godwit_store_connections"))
    }
  }

  @Test(arguments: Transport.allCases) func officeCommands_needTheToken(transport: Transport) async throws {
    let http = try HTTPHub()
    let admin = http.application.admin(token: "secret", address: { "http://here" })
    let command = ByteBuffer(data: try JSONEncoder().encode(OfficeCommand.addTerritory(name: "East")))
    let rows = try ImportFrame.encode(
      [ImportRow(table: "items", id: .trial(1), values: ["territory_id": .reference(RowReference(id: .trial(9)))])],
      schema: TrialSchema.schema)
    try await admin.test(transport.setup) { client in
      func post(_ path: String, _ body: ByteBuffer, token: String) async throws -> (Int, String) {
        let response = try await client.execute(
          uri: path, method: .post, headers: [.authorization: "Bearer \(token)"], body: body)
        return (response.status.code, String(buffer: response.body))
      }
      #expect(try await post("/admin/command", command, token: "wrong!").0 == 401)
      #expect(try await post("/admin/import", command, token: "").0 == 401)
      #expect(try http.hub.service.head() == 4)
      #expect(try await post("/admin/command", command, token: "secret").0 == 200)
      #expect(try http.hub.service.head() == 5)
      let twice = try await post("/admin/command", command, token: "secret")
      #expect(twice.0 == 422)
      #expect(twice.1.contains("already"))
      #expect(try await post("/admin/command", ByteBuffer(string: "{}"), token: "secret").0 == 400)
      let imported = try await post("/admin/import", ByteBuffer(bytes: rows), token: "secret")
      let outcome = try JSONDecoder().decode(ImportOutcome.self, from: Data(imported.1.utf8))
      #expect(outcome.rejected.map(\.index) == [0])
    }
  }
}

extension TestHub {
  /// Waits until the counts are so.
  func until(_ condition: (HubMetrics.Counts) -> Bool) async {
    while !condition(service.metrics.counts) { await Task.yield() }
  }
}
