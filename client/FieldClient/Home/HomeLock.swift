import Foundation

/// The right to sync a home, held by one process at a time and given up when it ends, however it ends.
final class HomeLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock, or says which process has it.
  init(_ home: HomeFolder) throws {
    let descriptor = open(home.lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw FieldError(.failed, "cannot open \(home.lockPath) (\(String(cString: strerror(errno))))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw FieldError(.failed, "another sync is running\(holder): wait until it is done, or end it first")
    }
    let note = [UInt8]("\(getpid())\n".utf8)
    ftruncate(descriptor, 0)
    _ = note.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  private static func holder(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0, let pid = Int32(String(decoding: bytes[..<count], as: UTF8.self).prefix { $0.isNumber }) else {
      return ""
    }
    return " (pid \(pid))"
  }
}

/// Runs the body as the only process that syncs this home.
func holdingLock<Result: Sendable>(of home: HomeFolder, _ body: () async throws -> Result) async throws -> Result {
  let lock = try HomeLock(home)
  defer { withExtendedLifetime(lock) {} }
  return try await body()
}
