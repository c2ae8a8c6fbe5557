import Foundation
import Synchronization

/// How far the server's clock is from the device's, kept in the home so that a wrong clock costs one round trip once.
final class ServerClock: Sendable {
  private let path: String
  private let offset: Mutex<Int64>

  init(_ home: HomeFolder) {
    path = home.clockPath
    let text = (try? DurableFile.read(home.clockPath)).flatMap { $0 }.map { String(decoding: $0, as: UTF8.self) }
    offset = Mutex(text.flatMap { Int64($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0)
  }

  /// The server's time, as well as the device knows it.
  func time(now: Int64) -> Int64 { now &+ offset.withLock { $0 } }

  /// Learns the server's time from its own mouth. Being unable to note it down costs only another round trip later.
  func learn(serverTime: Int64, now: Int64) {
    guard serverTime > 0 else { return }
    let learned = serverTime &- now
    offset.withLock { $0 = learned }
    try? DurableFile.write([UInt8]("\(learned)\n".utf8), to: path, mode: 0o600)
  }
}
