extension Message {
  /// The kind byte of a frame. The numbers are part of the protocol.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case enrolRequest = 1
    case enrolReply = 2
    case syncRequest = 3
    case syncReply = 4
    case digestRequest = 5
    case digestReply = 6
    case rangeRequest = 7
    case rangeReply = 8
    case error = 9
    case rejoinRequest = 10
    case rejoinReply = 11
  }

  public var kind: Kind {
    switch self {
    case .enrolRequest: .enrolRequest
    case .enrolReply: .enrolReply
    case .syncRequest: .syncRequest
    case .syncReply: .syncReply
    case .digestRequest: .digestRequest
    case .digestReply: .digestReply
    case .rangeRequest: .rangeRequest
    case .rangeReply: .rangeReply
    case .rejoinRequest: .rejoinRequest
    case .rejoinReply: .rejoinReply
    case .error: .error
    }
  }
}

/// The payload of a frame.
extension Message {
  func writePayload(to writer: inout ByteWriter) {
    switch self {
    case .enrolRequest(let message): message.write(to: &writer)
    case .enrolReply(let message): message.write(to: &writer)
    case .syncRequest(let message): message.write(to: &writer)
    case .syncReply(let message): message.write(to: &writer)
    case .digestRequest: break
    case .digestReply(let message): message.write(to: &writer)
    case .rangeRequest(let message): message.write(to: &writer)
    case .rangeReply(let message): message.write(to: &writer)
    case .rejoinRequest(let message): message.write(to: &writer)
    case .rejoinReply(let message): message.write(to: &writer)
    case .error(let message): message.write(to: &writer)
    }
  }

  init(_ kind: Kind, from reader: inout ByteReader) throws(ProtocolError) {
    switch kind {
    case .enrolRequest: self = .enrolRequest(try EnrolRequest(from: &reader))
    case .enrolReply: self = .enrolReply(try EnrolReply(from: &reader))
    case .syncRequest: self = .syncRequest(try SyncRequest(from: &reader))
    case .syncReply: self = .syncReply(try SyncReply(from: &reader))
    case .digestRequest: self = .digestRequest(DigestRequest())
    case .digestReply: self = .digestReply(try DigestReply(from: &reader))
    case .rangeRequest: self = .rangeRequest(try RangeRequest(from: &reader))
    case .rangeReply: self = .rangeReply(try RangeReply(from: &reader))
    case .rejoinRequest: self = .rejoinRequest(try RejoinRequest(from: &reader))
    case .rejoinReply: self = .rejoinReply(try RejoinReply(from: &reader))
    case .error: self = .error(try ErrorReply(from: &reader))
    }
  }
}
