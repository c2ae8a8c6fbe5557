import ChangeModel
import Foundation
import HubStore
import SyncProtocol
import TestSupport
import Testing

@testable import Hub
@testable import HubServer

/// Who is let in, decided without a network.
@Suite struct AccessTests {
  private let clock = TestClock()
  private let org = RowID(high: 1, low: 2)
  private let body: [UInt8] = Array("body".utf8)
  private var key: TestDeviceKey { TestDeviceKey(TestClock(seed: 3)) }

  private var record: DeviceRecord {
    DeviceRecord(number: 5, rep: 1, name: "x", publicKey: key.publicKey, enrolledAt: 0)
  }

  private func header(time: Int64? = nil, nonce: String = "AAAAAAAAAAAAAAAA", path: String = "/v1/sync") -> AuthHeader {
    key.header(org: org, device: 5, time: time ?? clock.now, nonce: nonce, method: "POST", path: path, body: body)
  }

  private func code(
    _ header: AuthHeader, device: DeviceRecord?, path: String = "/v1/sync", body: [UInt8]? = nil,
    authenticator: inout RequestAuthenticator
  ) -> ErrorReply.Code? {
    do throws(ErrorReply) {
      let parsed = try authenticator.header(header.text, now: clock.now)
      #expect(parsed == header)
      try authenticator.admit(
        parsed, device: device, method: "POST", path: path, body: body ?? self.body, now: clock.now)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func rightSignature_isAdmittedOnce() {
    var authenticator = RequestAuthenticator(org: org, start: clock.now)
    let header = header()
    #expect(code(header, device: record, authenticator: &authenticator) == nil)
    #expect(code(header, device: record, authenticator: &authenticator) == .stale)
  }

  @Test func alteredBodyPathOrKey_unknownDevice_sameAnswer() {
    var authenticator = RequestAuthenticator(org: org, start: clock.now)
    #expect(code(header(), device: record, body: [1], authenticator: &authenticator) == .unauthenticated)
    #expect(code(header(), device: record, path: "/v1/enrol", authenticator: &authenticator) == .unauthenticated)
    #expect(code(header(), device: nil, authenticator: &authenticator) == .unauthenticated)
    var other = record
    other.publicKey = TestDeviceKey(TestClock(seed: 4)).publicKey
    #expect(code(header(), device: other, authenticator: &authenticator) == .unauthenticated)
    var keyless = record
    keyless.publicKey = []
    #expect(code(header(), device: keyless, authenticator: &authenticator) == .unauthenticated)
  }

  @Test func refusedRequest_doesNotSpendItsNonce() {
    var authenticator = RequestAuthenticator(org: org, start: clock.now)
    #expect(code(header(), device: record, body: [1], authenticator: &authenticator) == .unauthenticated)
    #expect(code(header(), device: record, authenticator: &authenticator) == nil)
  }

  @Test func timeOutsideTheWindow_orBeforeTheStart_isStale() {
    var authenticator = RequestAuthenticator(org: org, start: clock.now - 1_000_000)
    let window = Limits.requestSkewMillisecondsMax
    for time in [clock.now - window - 1, clock.now + window + 1, .max, .min, 0] {
      #expect(code(header(time: time), device: record, authenticator: &authenticator) == .stale)
    }
    #expect(code(header(time: clock.now - window), device: record, authenticator: &authenticator) == nil)
    var restarted = RequestAuthenticator(org: org, start: clock.now)
    #expect(code(header(time: clock.now - 1), device: record, authenticator: &restarted) == .stale)
  }

  @Test func revokedDevice_isToldSo_onlyWithItsOwnSignature() {
    var authenticator = RequestAuthenticator(org: org, start: clock.now)
    var revoked = record
    revoked.revokedAt = 1
    let path = "/v1/digests"
    #expect(code(header(path: path), device: revoked, path: path, authenticator: &authenticator) == .revoked)
    #expect(
      code(header(path: path), device: revoked, path: path, body: [1], authenticator: &authenticator)
        == .unauthenticated)
    // It hands in what it has.
    #expect(code(header(), device: revoked, body: [1], authenticator: &authenticator) == .unauthenticated)
    #expect(code(header(), device: revoked, authenticator: &authenticator) == nil)
  }

  @Test(arguments: [
    "", "v=1", "v=2, device=5, time=1, nonce=AAAAAAAAAAAAAAAA, signature=x", "device=5",
    "v=1, device=five, time=1, nonce=AAAAAAAAAAAAAAAA, signature=x",
    "v=1, device=5, device=5, time=1, nonce=AAAAAAAAAAAAAAAA, signature=x",
    "v=1, device=5, time=99999999999999999999, nonce=AAAAAAAAAAAAAAAA, signature=x",
    "v=1, device=5, time=1, nonce=short, signature=x", ",,,===", String(repeating: "v=1, ", count: 1_000),
  ]) func headerThatIsNone_isRefused(text: String) {
    #expect(AuthHeader(text) == nil)
  }

  @Test func nonceWindow_isBounded_andRefusesWhatItForgot() {
    var window = NonceWindow(start: 0, windowMilliseconds: 300_000, countMax: 10)
    let now: Int64 = 10_000_000
    var admitted = [Bool]()
    for number in 0..<10 {
      admitted.append(window.admit(device: 1, nonce: "\(number)", time: now - 290_000, now: now))
    }
    admitted.append(window.admit(device: 1, nonce: "3", time: now - 290_000, now: now))
    admitted.append(window.admit(device: 2, nonce: "3", time: now, now: now))
    admitted.append(window.admit(device: 1, nonce: "3", time: now - 290_000, now: now))
    #expect(admitted == [Bool](repeating: true, count: 10) + [false, true, false])
    #expect(window.count == 1)
    #expect(!window.covers(now - 290_000, now: now))
    #expect(window.covers(now - 1, now: now))
  }

  @Test func nonceWindow_forgetsWhatIsTooOldAnyway() {
    var window = NonceWindow(start: 0, windowMilliseconds: 300_000)
    for minute in 0..<100 as Range<Int64> {
      _ = window.admit(device: 1, nonce: "n", time: minute * 60_000, now: minute * 60_000)
    }
    #expect(window.count <= 7)
  }

  @Test func tokenBucket_letsABurstThrough_thenARate() {
    let rate = TokenBucket.Rate(burst: 3, perSecond: 2)
    var bucket = TokenBucket(rate, now: 0)
    let times: [Int64] = [0, 0, 0, 0, 499, 500, 400, 1_000_000, 1_000_000, 1_000_000, 1_000_000]
    var waits = [Int]()
    for time in times { waits.append(bucket.take(rate, now: time)) }
    #expect(waits == [0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1])
  }

  @Test func rateLimits_rememberABoundedNumberOfKeys() {
    var limits = RateLimits<String>(TokenBucket.Rate(burst: 1, perSecond: 0), keysMax: 5)
    var waits = [Int]()
    for key in ["a", "a", "b", "c", "d", "e", "f", "a"] { waits.append(limits.take(key, now: 0)) }
    #expect(waits == [0, 3_600, 0, 0, 0, 0, 0, 0])
  }
}

extension TestDeviceKey {
  /// A header for a request, as a device makes it.
  func header(
    org: RowID, device: DeviceNumber, time: Int64, nonce: String, method: String, path: String, body: [UInt8]
  ) -> AuthHeader {
    var header = AuthHeader(device: device, time: time, nonce: nonce, signature: "")
    let text = header.signedText(
      org: org, method: method, path: path, bodyHash: RequestAuthenticator.hexDigest(of: body))
    header.signature = (try? key.signature(for: Array(text.utf8)))?.base64EncodedString() ?? ""
    return header
  }
}
