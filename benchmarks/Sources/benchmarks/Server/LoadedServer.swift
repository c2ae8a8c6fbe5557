import Foundation
import SyncProtocol
import Yardstick

/// A server that holds the inserts of a workload, and invitations for devices that are to download them.
final class LoadedServer {
  let folder: URL
  let rows: Int
  let process: ServerProcess
  private var codes: [String]

  /// - Parameter invitations: how many devices may join.
  init(_ inserts: Operations, invitations: Int, in folder: URL) throws {
    self.folder = folder
    rows = try inserts.count()
    let company = try Company(in: folder, environment: .system)
    let writer = try company.laptop("writer")
    try writer.play(inserts)
    try writer.sync(with: company)
    codes = try (0..<invitations).map { try company.invite("reader-\($0)") }
    try company.close()
    process = try ServerProcess(folder)
  }

  /// A code that nobody used yet.
  func code() throws -> String {
    guard let code = codes.popLast() else { throw WorkloadError("there are too few invitations") }
    return code
  }

  /// A folder for a device.
  func home(_ name: String) -> String { folder.appendingPathComponent(name).path }
}
