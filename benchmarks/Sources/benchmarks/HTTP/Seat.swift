import Synchronization
import Yardstick

/// A laptop at its server, whose sync can be held before and behind its request.
final class Seat: @unchecked Sendable {
  let member: Fleet.Member
  private(set) var office: HTTPOffice
  private let port: Int
  let maker = Mutex(WorkloadMaker(seed: 0))
  // One task at a time has the seat; the threads hand it on through `Workers`.
  private var pending: (sync: LaptopSync, request: [UInt8])?
  private var answer: [UInt8] = []

  init(_ member: Fleet.Member, port: Int) throws {
    (self.member, self.port) = (member, port)
    office = try member.office(port: port)
  }

  func sync() throws { try member.laptop.sync(with: office) }

  /// Writes so many updates, and makes the request that hands them in.
  func edit(_ count: Int) throws {
    try member.laptop.play(maker.withLock { $0.updates(count, name: "small") })
    var sync = try member.laptop.begin()
    guard let request = try sync.nextRequest() else { throw WorkloadError("a sync without a request") }
    pending = (sync, request)
  }

  /// The bytes of the request that waits.
  var request: [UInt8] { pending?.request ?? [] }

  /// Sends the request, and takes the answer as it comes.
  func exchange() throws {
    answer = try office.answer(request, device: member.laptop.device)
  }

  /// Comes back over a new connection: a server that refuses a body closes the old one.
  func reconnect() throws { office = try member.office(port: port) }

  /// Applies the answer, and carries on until the sync is done.
  func finish() throws {
    guard var sync = pending?.sync else { return }
    pending = nil
    try sync.take(answer)
    guard sync.traffic.changeSets > 0 else { throw WorkloadError("a sync handed nothing in") }
    while let request = try sync.nextRequest() {
      try sync.take(try office.answer(request, device: member.laptop.device))
    }
  }
}
