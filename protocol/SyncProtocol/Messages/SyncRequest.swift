import ChangeModel

/// A device hands in change sets and asks for what it lacks.
public struct SyncRequest: Hashable, Sendable {
  public var schemaFingerprint: Digest
  /// The version of the schema that the device's program was made for; 0 when it does not say. The replica's own may be newer,
  /// since it comes from the server.
  public var program: Int
  public var epoch: UInt64
  public var ticket: UInt64
  /// The device's wall time in milliseconds since 1970 UTC, for the server to measure its error.
  public var deviceTime: Int64
  /// All results up to this sequence are applied and durable on the device.
  public var acknowledged: Sequence
  /// The device holds everything in `held` up to this position.
  public var base: Position
  public var held: [Scope]
  /// Where an unfinished pull goes on; empty when none is under way.
  public var marks: [ScopeMark]
  /// Whether a delta is wanted; false while more change sets follow.
  public var wantsDelta: Bool
  /// How many bytes of delta, before compression, the device takes in one reply.
  public var deltaBytesMax: Int
  /// Encoded change sets, in sequence.
  public var changeSets: [[UInt8]]

  public init(
    schemaFingerprint: Digest, epoch: UInt64, ticket: UInt64, deviceTime: Int64, acknowledged: Sequence,
    base: Position, held: [Scope], marks: [ScopeMark], wantsDelta: Bool, deltaBytesMax: Int, changeSets: [[UInt8]],
    program: Int = 0
  ) {
    self.schemaFingerprint = schemaFingerprint
    self.program = program
    self.epoch = epoch
    self.ticket = ticket
    self.deviceTime = deviceTime
    self.acknowledged = acknowledged
    self.base = base
    self.held = held
    self.marks = marks
    self.wantsDelta = wantsDelta
    self.deltaBytesMax = deltaBytesMax
    self.changeSets = changeSets
  }
}
