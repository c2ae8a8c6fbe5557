import ChangeModel
import Crypto
import Foundation
import Testing

@testable import FieldClient

@Suite struct SigningTests {
  private let org = RowID(high: 0x0192_0000_0000_7000, low: 0x8000_0000_0000_0001)

  @Test func theHeaderProvesTheRequestAsItIs() throws {
    let key = Curve25519.Signing.PrivateKey()
    let signer = RequestSigner(key: DeviceKey(key), org: org, device: 7)
    let header = try signer.header(
      method: "POST", path: "/v1/sync", body: Array("abc".utf8), time: 1_000, nonce: Array(0..<12))
    #expect(header.hasPrefix("v=1, device=7, time=1000, nonce=AAECAwQFBgcICQoL, signature="))
    let signature = try #require(Data(base64Encoded: String(header.split(separator: "signature=")[1])))
    #expect(signature.count == 64)
    let text = """
      godwit-v1
      01920000-0000-7000-8000-000000000001
      7
      1000
      AAECAwQFBgcICQoL
      POST
      /v1/sync
      ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
      """
    #expect(key.publicKey.isValidSignature(signature, for: Data(text.utf8)))
    #expect(!key.publicKey.isValidSignature(signature, for: Data((text + "x").utf8)))
  }

  @Test func theKeyIsMadeOnceAndIsItsUsersAlone() throws {
    try withTemporaryHome { home in
      let first = try DeviceKey.loadOrCreate(in: home)
      let second = try DeviceKey.loadOrCreate(in: home)
      #expect(first.publicKey == second.publicKey)
      #expect(first.publicKey.count == 32)
      let mode = try FileManager.default.attributesOfItem(atPath: home.keyPath)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func aDamagedKeyIsSaidSoAndNotReplaced() throws {
    try withTemporaryHome { home in
      try DurableFile.write(Array("nonsense".utf8), to: home.keyPath, mode: 0o600)
      #expect(throws: FieldError.self) { try DeviceKey.loadOrCreate(in: home) }
      #expect(try DurableFile.read(home.keyPath) == Array("nonsense".utf8))
    }
  }

  @Test func theServersTimeIsLearnedAndKept() throws {
    try withTemporaryHome { home in
      let clock = ServerClock(home)
      #expect(clock.time(now: 1_000) == 1_000)
      clock.learn(serverTime: 91_000, now: 1_000)
      #expect(clock.time(now: 2_000) == 92_000)
      #expect(ServerClock(home).time(now: 2_000) == 92_000)
    }
  }

  @Test func theSecondHolderIsToldWhoTheFirstIs() throws {
    try withTemporaryHome { home in
      let lock = try HomeLock(home)
      let error = #expect(throws: FieldError.self) { try HomeLock(home) }
      #expect(
        error?.message.contains("another sync is running (pid \(ProcessInfo.processInfo.processIdentifier))") == true)
      #expect(error?.kind == .failed)
      withExtendedLifetime(lock) {}
    }
  }
}

/// Runs the body with a home of its own, which is gone afterwards.
func withTemporaryHome(_ body: (HomeFolder) throws -> Void) throws {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-\(UUID().uuidString)").path
  let home = HomeFolder(path: path)
  try home.create()
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(home)
}
