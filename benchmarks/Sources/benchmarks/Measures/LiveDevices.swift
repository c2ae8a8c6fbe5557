import Foundation
import SyncProtocol
import Synchronization
import Yardstick

/// How many devices may listen at once: held by a server on one core, then all of them woken by one edit.
struct LiveDevices {
  let count: Int
  /// Bytes of the server's memory, of all together.
  let memory: Int
  let memoryEach: Double
  /// Share of one core while nobody writes, heartbeats included.
  let idleShare: Double
  /// Seconds from an edit to the last device's being told, and of the server's processor time for it.
  let lastWoken: Double
  let wakeSeconds: Double

  init(_ count: Int, in folder: URL) throws {
    self.count = count
    ServeCommand.raiseFileLimit()
    let company = try Company(in: folder, environment: .system)
    let writer = try Fleet(1, in: company).members[0]
    let listeners = try Self.enrol(count, in: company)
    try company.close()
    let server = try ServerProcess(folder, isOnOneCore: true)
    let before = server.memory
    let sockets = try Self.listen(listeners, port: server.port)
    guard try sockets.awaitPositions(secondsMax: 60).count == count else {
      throw WorkloadError("not every listener was told the first position")
    }
    memory = server.memory
    memoryEach = Double(memory - before) / Double(count)
    let idle = server.time { Thread.sleep(forTimeInterval: 60) }
    idleShare = idle.seconds / idle.wall
    let woken = try Self.wake(sockets, writer, server)
    (lastWoken, wakeSeconds) = woken
    server.stop()
  }

  private typealias Listener = (credentials: Credentials, enrolment: EnrolReply)

  /// Users of a hundred devices each, which is quicker to set up; the server minds devices.
  private static func enrol(_ count: Int, in company: Company) throws -> [Listener] {
    try (0..<count).map { number in
      let credentials = Credentials()
      let user = "listener-\(number / 100)"
      let code = try number % 100 == 0 ? company.invite(user) : company.code(for: user)
      let request = EnrolRequest(code: code, publicKey: credentials.publicKey, deviceName: "listener")
      return (credentials, try company.service.enrol(request))
    }
  }

  private static func listen(_ listeners: [Listener], port: Int) throws -> EventSockets {
    let opened = try listeners.map { listener in
      let connection = try HTTPConnection(port: port)
      let headers = try listener.credentials.headers("GET", "/v1/live", body: [], as: listener.enrolment)
      let status = try connection.open("/v1/live", headers: headers)
      guard status == 200 else { throw WorkloadError("the server answered \(status) to a listener") }
      return connection
    }
    return EventSockets(opened)
  }

  private static func wake(
    _ sockets: EventSockets, _ writer: Fleet.Member, _ server: ServerProcess
  ) throws -> (Double, Double) {
    let office = try writer.office(port: server.port)
    try writer.laptop.sync(with: office)
    try writer.laptop.play(Workload(customers: 1, seed: 1).inserts)
    var sync = try writer.laptop.begin()
    guard let request = try sync.nextRequest() else { throw WorkloadError("a sync without a request") }
    var last = 0.0
    let time = try server.time {
      _ = try office.answer(request, device: writer.laptop.device)
      let told = try sockets.awaitPositions(secondsMax: 60)
      guard told.count == sockets.count else { throw WorkloadError("not every listener was woken") }
      last = told.last ?? 0
    }
    return (max(last, time.wall), time.seconds)
  }
}
