import CFaultDisk

/// What a failing call answers.
public enum DiskFault: Hashable, Sendable, CaseIterable {
  /// A failed sync loses what it should have made durable, as kernels do, even if a later sync reports success.
  case ioError
  case full
  case busy

  /// SQLITE_IOERR, SQLITE_FULL, SQLITE_BUSY.
  var code: Int32 {
    switch self {
    case .ioError: 10
    case .full: 13
    case .busy: 5
    }
  }
}

/// What a call on the disk does.
public struct DiskCalls: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let write = DiskCalls(rawValue: UInt32(FAULT_KIND_WRITE))
  public static let sync = DiskCalls(rawValue: UInt32(FAULT_KIND_SYNC))
  public static let truncate = DiskCalls(rawValue: UInt32(FAULT_KIND_TRUNCATE))
  public static let open = DiskCalls(rawValue: UInt32(FAULT_KIND_OPEN))
  public static let delete = DiskCalls(rawValue: UInt32(FAULT_KIND_DELETE))
  public static let read = DiskCalls(rawValue: UInt32(FAULT_KIND_READ))

  /// All that change a file or a name.
  public static let mutating: DiskCalls = [.write, .sync, .truncate, .open, .delete]
  public static let all: DiskCalls = [.mutating, .read]
}
