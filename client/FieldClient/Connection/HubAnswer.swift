import SyncProtocol

/// What a server answered: the message, and its bytes as they came.
struct HubAnswer: Sendable {
  var message: Message
  var frame: [UInt8]
}
