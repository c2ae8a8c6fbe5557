import TestSupport
import Testing

@testable import FieldClient

@Suite struct BackoffTests {
  @Test func eachFailureDoublesTheCeilingUpToTheMost() {
    var backoff = Backoff()
    let waits = (0..<12).map { _ in backoff.failed(retryAfterSeconds: 0, random: .max) }
    var ceiling = Backoff.firstMilliseconds
    for wait in waits {
      #expect((ceiling / 2...ceiling).contains(wait))
      ceiling = min(Backoff.maxMilliseconds, ceiling * 2)
    }
    #expect(backoff.failures == 12)
  }

  @Test func waitsAreSpreadOverTheUpperHalf() {
    var random = SplitMix64(seed: 7)
    let waits = (0..<200).map { _ in
      var backoff = Backoff()
      return backoff.failed(retryAfterSeconds: 0, random: random.next())
    }
    #expect(Set(waits).count > 50)
    #expect(waits.allSatisfy { (250...500).contains($0) })
  }

  @Test func theServersWishIsTheLeast() {
    var backoff = Backoff()
    let wait = backoff.failed(retryAfterSeconds: 30, random: 12_345)
    #expect((30_000...33_000).contains(wait))
  }

  @Test func aSenselessWishIsBounded() {
    var backoff = Backoff()
    #expect(backoff.failed(retryAfterSeconds: .max, random: .max) <= 86_400_000 + 8_640_000)
    #expect(backoff.failed(retryAfterSeconds: .min, random: 0) == 500)
  }

  @Test func aSuccessStartsAnew() {
    var backoff = Backoff()
    for _ in 0..<9 { _ = backoff.failed(retryAfterSeconds: 0, random: 0) }
    backoff.succeeded()
    #expect(backoff.failed(retryAfterSeconds: 0, random: 0) == 250)
  }
}
