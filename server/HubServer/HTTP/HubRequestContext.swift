import Hummingbird

/// What handlers need to know of a request's connection.
struct HubRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The peer's address without its port; empty in process.
  let address: String
  /// Ends the connection.
  let close: @Sendable () -> Void

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    let channel = source.channel
    address = channel.remoteAddress?.ipAddress ?? ""
    close = { channel.close(mode: .all, promise: nil) }
  }
}
