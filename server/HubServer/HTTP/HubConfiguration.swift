import SyncProtocol

/// How a hub is served.
public struct HubConfiguration: Sendable {
  public var host = "127.0.0.1"
  /// 0 picks one.
  public var port = 8080
  /// PEM files.
  public var certificatePath: String?
  public var keyPath: String?
  /// A request's body must be here by then.
  public var bodyTimeLimit = Duration.seconds(60)
  /// A connection on which nothing happens is closed after it.
  public var idleTimeLimit = Duration.seconds(180)
  /// How often a live stream shows that it lives.
  public var heartbeat = Duration.seconds(25)
  /// How often what is deleted and not needed any more is forgotten.
  public var collecting = Duration.seconds(3_600)
  /// A body larger than this is refused: a frame with its head.
  public var bodyBytesMax = Limits.frameBytesMax + 4_096
  /// An enrolment larger than this is refused, because it comes from anybody.
  public var enrolmentBytesMax = 4_096
  /// What all bodies that are being read may hold together beyond their first 64 KiB each.
  public var bodyBytesAtOnceMax = 256 << 20
  /// Requests of one device: at once, and per second.
  public var deviceBurst = 2_000
  public var deviceRequestsPerSecond = 500
  /// Failed enrolments from one address: at once, and per minute.
  public var failedEnrolmentBurst = 20
  public var failedEnrolmentsPerMinute = 20
  public var liveConnectionsMax = 50_000
  /// Threads that read the store.
  public var readersMax = 4

  public init() {}
}
