import ChangeModel
import Hub
import HubStore
import SyncProtocol

/// One thing that a hub is asked to do, exactly as it was recorded.
enum ServerAct: Sendable {
  case office(OfficeCommand)
  case enrol(EnrolRequest)
  /// Requests of different devices; what they push is committed as one group.
  case sync([Post])
  case checkpoint
  case reopen
  case grow(Schema)

  struct Post: Sendable {
    var device: DeviceNumber
    var request: SyncRequest
  }

  /// Whether it may be asked again although it was done.
  var isRepeatable: Bool {
    switch self {
    case .office: false
    default: true
    }
  }

  /// - Returns: what the hub answered, in words: the results of every change set.
  func perform(on hub: CutHub, number: Int) throws -> String {
    hub.begin(act: number)
    switch self {
    case .office(let command): return "\(try hub.service.perform(command))"
    case .enrol(let request): return "\(try hub.service.enrol(request))"
    case .sync(let posts): return try sync(posts, hub)
    case .checkpoint: try hub.store.checkpoint()
    case .reopen: try hub.reopen()
    case .grow(let schema): try hub.grow(to: schema)
    }
    return "done"
  }

  private func sync(_ posts: [Post], _ hub: CutHub) throws -> String {
    let pushes = try posts.compactMap { try hub.service.prepare($0.request, device: $0.device) }
    let outcomes = pushes.isEmpty ? [] : hub.service.commit(pushes)
    return try posts.map { post in
      let index = pushes.firstIndex { $0.device == post.device }
      let outcome = try index.map { try outcomes[$0].get() }
      let reply = try hub.service.reply(to: post.request, device: post.device, push: outcome)
      return "\(post.device): \(reply.results)"
    }.joined(separator: "\n")
  }
}
