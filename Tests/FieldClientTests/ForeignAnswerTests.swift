import AsyncHTTPClient
import ChangeModel
import Crypto
import Foundation
import SyncProtocol
import Testing

@testable import FieldClient

@Suite struct ForeignAnswerTests {
  private let frameType = "application/vnd.godwit"
  private let reply = Message.digestReply(DigestReply(position: 9, digests: []))

  /// Asks a server that gives these answers, in turn.
  private func ask(_ answers: [[UInt8]]) async throws -> (message: Result<Message, any Error>, requests: [String]) {
    let server = try CannedServer(answers)
    defer { server.close() }
    let home = HomeFolder(path: FileManager.default.temporaryDirectory.path + "/godwit-\(UUID().uuidString)")
    try home.create()
    defer { try? FileManager.default.removeItem(atPath: home.path) }
    let outcome: Result<Message, any Error> = try await withFieldHTTP(for: home) { http in
      let hub = HubClient(
        connection: HubConnection(address: try HubAddress(server.url), http: http),
        signer: RequestSigner(
          key: DeviceKey(Curve25519.Signing.PrivateKey()), org: RowID(high: 1, low: 1), device: 3),
        clock: ServerClock(home), surroundings: Surroundings(now: { 5_000 }, random: { 1 }, sleep: { _ in }))
      do {
        return .success(try await hub.ask("/v1/digests", .digestRequest(DigestRequest())).message)
      } catch {
        return .failure(hub.explained(error))
      }
    }
    return (outcome, server.requests)
  }

  private func failure(_ answer: [UInt8]) async throws -> FieldError? {
    guard case .failure(let error) = try await ask([answer]).message else { return nil }
    return error as? FieldError
  }

  @Test func aFrameIsUnderstood() async throws {
    let asked = try await ask([CannedServer.answer("200 OK", type: frameType, Frame.encode(reply))])
    #expect(try asked.message.get() == reply)
    let request = try #require(asked.requests.first)
    #expect(request.hasPrefix("POST /v1/digests HTTP/1.1\r\n"))
    #expect(request.lowercased().contains("content-type: application/vnd.godwit\r\n"))
    #expect(request.contains("godwit-auth: v=1, device=3, time=5000, nonce="))
  }

  @Test func loginPages_emptyBodies_damage_andProxies_loseNothing() async throws {
    let frame = Frame.encode(reply)
    let answers = [
      CannedServer.answer("200 OK", type: "text/html", Array("<html>Log in</html>".utf8)),
      CannedServer.answer("200 OK", type: frameType, Array("<html>Log in</html>".utf8)),
      CannedServer.answer("200 OK", type: frameType, []),
      CannedServer.answer("200 OK", type: nil, frame),
      CannedServer.answer("200 OK", type: frameType, Array(frame.dropLast())),
      CannedServer.answer("200 OK", type: frameType, frame.map { ~$0 }),
      CannedServer.answer("502 Bad Gateway", type: "text/html", Array("<html>".utf8)),
      CannedServer.answer("302 Found", type: nil, [], extra: "location: http://127.0.0.1:1/login\r\n"),
    ]
    for (index, answer) in answers.enumerated() {
      let error = try #require(try await failure(answer), "answer \(index)")
      #expect(error.kind == .later, "answer \(index)")
      #expect(error.message.contains("did not come from a Godwit server"), "answer \(index): \(error.message)")
      #expect(error.message.contains("nothing was lost"), "answer \(index)")
    }
  }

  @Test func aCutAnswerLosesNothing() async throws {
    let whole = CannedServer.answer("200 OK", type: frameType, Frame.encode(reply))
    for length in [0, 12, whole.count - 1] {
      let error = try #require(try await failure(Array(whole[..<length])), "\(length) bytes")
      #expect(error.kind == .later)
      #expect(error.message.contains("nothing was lost"), "\(error.message)")
    }
  }

  @Test func laterIsTakenAtItsWord() async throws {
    let error = try #require(
      try await failure(CannedServer.answer("503 Later", type: "text/plain", [], extra: "retry-after: 17\r\n")))
    #expect(error.kind == .later)
    #expect(error.retryAfterSeconds == 17)
    let busy = Frame.encode(.error(ErrorReply(.busy, "busy", retryAfterSeconds: 4)))
    let own = try #require(try await failure(CannedServer.answer("429 Busy", type: frameType, busy)))
    #expect(own.kind == .later)
    #expect(own.retryAfterSeconds == 4)
  }

  @Test func aWrongClock_isCorrectedOnce() async throws {
    let stale = CannedServer.answer(
      "401 Stale", type: frameType, Frame.encode(.error(ErrorReply(.stale, "stale", serverTime: 95_000))))
    let good = CannedServer.answer("200 OK", type: frameType, Frame.encode(reply))
    let asked = try await ask([stale, good])
    #expect(try asked.message.get() == reply)
    #expect(asked.requests.count == 2)
    #expect(asked.requests.last?.contains("time=95000,") == true)
    let still = try await ask([stale, stale])
    guard case .failure(let error as FieldError) = still.message else { throw CannedServerError() }
    #expect(error.kind == .failed)
    #expect(still.requests.count == 2)
  }

  @Test func nobodyThere_isLater() async throws {
    let server = try CannedServer([])
    let url = server.url
    server.close()
    let error = await #expect(throws: FieldError.self) {
      try await withFieldHTTP(for: HomeFolder(path: "/nowhere")) { http in
        try await HubConnection(address: try HubAddress(url), http: http).post("/v1/enrol", frame: [])
      }
    }
    #expect(error?.kind == .later)
    #expect(error?.message.contains("connection refused") == true, "\(error?.message ?? "")")
  }
}
