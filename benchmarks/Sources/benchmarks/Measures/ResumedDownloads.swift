import Foundation
import Glibc
import Yardstick

/// First downloads whose device is killed on the way, and joins again: what went over the wire twice.
struct ResumedDownloads {
  let rows: Int
  /// Bytes of a download that nobody disturbs, both ways, with all headers.
  let bytes: Int
  /// For each download that was killed once: at which share of the bytes, and which share of them went twice.
  let once: [(place: Double, twice: Double)]
  /// The same of one download that was killed so often.
  let killsMany: Int
  let twiceMany: Double

  var worst: Double { once.map(\.twice).max() ?? 0 }

  init(_ inserts: Operations, points: Int = 12, many: Int = 10, in folder: URL, progress: (String) -> Void) throws {
    let server = try LoadedServer(inserts, invitations: points + 2, in: folder)
    rows = server.rows
    let relay = try Relay(to: server.process.port)
    let arrived = relay.bytesToDevice
    let whole = try Self.bytes(of: try Self.device(server, relay, "whole"), relay, killedAt: [])
    let last = relay.bytesToDevice - arrived
    bytes = whole
    var once: [(place: Double, twice: Double)] = []
    for number in 1...points {
      // The last one is killed when everything has come and is being applied.
      let place = Double(number) / Double(points)
      let sent = try Self.bytes(
        of: try Self.device(server, relay, "once-\(number)"), relay,
        killedAt: [Int(place * Double(last)) - Relay.pieceBytes])
      once.append((place, Double(sent - whole) / Double(whole)))
      progress("killed at \(Int(place * 100)) %: \(sent - whole) of \(whole) bytes twice")
    }
    self.once = once
    killsMany = many
    let places = (1...many).map { _ in last / (many + 1) }
    let sent = try Self.bytes(of: try Self.device(server, relay, "many"), relay, killedAt: places)
    twiceMany = Double(sent - whole) / Double(whole)
    relay.stop()
    server.process.stop()
  }

  private struct Device {
    var port: Int
    var code: String
    var home: String

    func start() throws -> JoiningProcess { try JoiningProcess(port: port, code: code, home: home) }
  }

  private static func device(_ server: LoadedServer, _ relay: Relay, _ name: String) throws -> Device {
    Device(port: relay.port, code: try server.code(), home: server.home(name))
  }

  /// - Parameter killedAt: after how many bytes to the device each attempt but the last is killed.
  /// - Returns: the bytes of all attempts together.
  private static func bytes(of device: Device, _ relay: Relay, killedAt: [Int]) throws -> Int {
    let before = relay.bytes
    for count in killedAt {
      let process = try device.start()
      let number = process.number
      relay.call(afterBytes: count) {
        kill(number, SIGKILL)
        // Until it has gone it would take more, which a cut connection does not bring.
        usleep(100_000)
      }
      _ = try process.wait()
    }
    guard try device.start().wait() != nil else { throw WorkloadError("a resumed join did not come to its end") }
    return relay.bytes - before
  }
}
