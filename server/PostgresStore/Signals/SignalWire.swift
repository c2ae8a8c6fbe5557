import CPostgres
import ChangeModel
import Dispatch
import Foundation
import HubStore
import Synchronization

/// The way to the other servers of an org: LISTEN and NOTIFY, beside the transactions and never in one, because the database
/// lets only one transaction at a time commit that notifies.
final class SignalWire: StoreSignals {
  private struct Outbox {
    var head: Position?
    /// nil once everything is meant.
    var scopes: Set<Scope>? = []
    var devices: Set<DeviceNumber> = []
    var isSending = false

    var signals: [StoreSignal] {
      var signals: [StoreSignal] = []
      if let head { signals.append(.changed(head: head, scopes: scopes)) }
      if !devices.isEmpty { signals.append(.ended(devices: devices)) }
      return signals
    }
  }

  private let outbox = Mutex(Outbox())
  private let isClosed = Atomic(false)
  private let listening = Atomic(0)
  /// How many connections are listened on now: one at most.
  var listeningCount: Int { listening.load(ordering: .relaxed) }
  private let queue = DispatchQueue(label: "godwit.announce")
  private let senders: ConnectionPool
  private let address: PostgresAddress
  private let org: Int64
  /// Tells this server's own signals from the others'.
  private let server = UInt64.random(in: 1...UInt64.max)
  private var channel: String { "godwit_\(org)" }

  init(_ address: PostgresAddress, org: Int64, senders: ConnectionPool) {
    self.address = address
    self.org = org
    self.senders = senders
  }

  /// What comes while one notification is on its way travels together in the next.
  func announce(_ signal: StoreSignal) {
    let startsSending = outbox.withLock { outbox in
      switch signal {
      case .changed(let head, let scopes):
        outbox.head = max(head, outbox.head ?? 0)
        if let scopes { outbox.scopes?.formUnion(scopes) } else { outbox.scopes = nil }
      case .ended(let devices): outbox.devices.formUnion(devices)
      }
      defer { outbox.isSending = true }
      return !outbox.isSending
    }
    if startsSending { queue.async { self.send() } }
  }

  private func send() {
    while true {
      let signals = outbox.withLock { outbox in
        let signals = outbox.signals
        outbox = Outbox()
        outbox.isSending = !signals.isEmpty
        return signals
      }
      if signals.isEmpty { return }
      let queries =
        [Query("BEGIN"), Query("SET LOCAL synchronous_commit = off")]
        + signals.map {
          Query("SELECT pg_notify($1, $2)", .text(channel), .text(SignalText.encode($0, from: server)))
        } + [Query("COMMIT")]
      // A signal that cannot be sent is lost: whoever missed it finds the change with the next sync.
      try? senders.with(begin: { _ = try $0.exchange(queries) }, { _, _ in })
    }
  }

  func listen(_ body: @escaping @Sendable (StoreSignal) -> Void) {
    Thread.detachNewThread { [self] in
      while !isClosed.load(ordering: .relaxed) {
        // The database is away for a while, perhaps: the next try is soon, and once more after that.
        do { try hear(body) } catch { Thread.sleep(forTimeInterval: 1) }
      }
    }
  }

  /// Ends when the connection does.
  private func hear(_ body: (StoreSignal) -> Void) throws {
    let connection = try PostgresConnection(address)
    try SessionSetup.prepare(connection)
    listening.add(1, ordering: .relaxed)
    defer { listening.subtract(1, ordering: .relaxed) }
    try connection.runScript("LISTEN \(channel)")
    // What was announced while nobody listened here is made up for.
    let head = try connection.run(Query("SELECT head FROM godwit.log WHERE org = $1", .integer(org)))
    if head.rowCount == 1 { body(.changed(head: try head.integer(0, 0), scopes: nil)) }
    while !isClosed.load(ordering: .relaxed) {
      for text in try connection.awaitNotifications(milliseconds: 500) {
        if let signal = SignalText.decode(text, notFrom: server) { body(signal) }
      }
    }
  }

  /// Waits until what was announced is told.
  func close() {
    queue.sync {}
    isClosed.store(true, ordering: .relaxed)
    senders.close()
  }
}

extension PostgresConnection {
  /// Waits for notifications, at most so long, and gives their texts.
  func awaitNotifications(milliseconds: Int32) throws -> [String] {
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    _ = poll(&descriptor, 1, milliseconds)
    guard PQconsumeInput(handle) == 1, isUsable else { throw failure() }
    var texts: [String] = []
    while let notification = PQnotifies(handle) {
      if let text = notification.pointee.extra { texts.append(String(cString: text)) }
      PQfreemem(notification)
    }
    return texts
  }
}
