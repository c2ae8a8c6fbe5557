import Glibc
import Yardstick

/// Many connections on which the server tells of positions, watched by one thread.
final class EventSockets {
  private let connections: [HTTPConnection]

  /// - Parameter connections: whose streams stand.
  init(_ connections: [HTTPConnection]) { self.connections = connections }

  var count: Int { connections.count }

  /// Reads whatever comes until every connection was told a position, or the time is over.
  /// - Returns: for each that was told, after how many seconds.
  func awaitPositions(secondsMax: Double) throws -> [Double] {
    let wall = Wall()
    var told: [Double] = []
    var waiting = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    while told.count < connections.count, wall.seconds < secondsMax {
      guard poll(&waiting, nfds_t(waiting.count), 200) > 0 else { continue }
      for number in waiting.indices where waiting[number].revents != 0 {
        let text = String(decoding: try connections[number].readSome(), as: UTF8.self)
        guard text.contains("event: position") else { continue }
        told.append(wall.seconds)
        // One that was told is looked at no more.
        waiting[number].fd = -1
        waiting[number].revents = 0
      }
    }
    return told
  }
}
