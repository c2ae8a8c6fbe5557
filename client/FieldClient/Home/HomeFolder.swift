import ChangeModel
import Foundation

/// The folder in which a replica lives, with its key, its lock and what the client notes down.
public struct HomeFolder: Hashable, Sendable {
  public let path: String

  /// - Parameter path: absolute, or relative to the current folder; a leading `~` is the user's own folder.
  public init(path: String) {
    let expanded = (path as NSString).expandingTildeInPath
    self.path = URL(fileURLWithPath: expanded).standardizedFileURL.path
  }

  /// The folder that was named, else `$GODWIT_HOME`, else `~/.godwit`.
  public static func chosen(_ named: String?, environment: [String: String]) -> HomeFolder {
    if let named { return HomeFolder(path: named) }
    if let variable = environment["GODWIT_HOME"], !variable.isEmpty { return HomeFolder(path: variable) }
    return HomeFolder(path: "~/.godwit")
  }

  /// The replica: a plain SQLite database.
  public var replicaPath: String { path + "/replica.sqlite" }
  /// The device's private key.
  var keyPath: String { path + "/device.key" }
  /// The private key of a number that the device was given after it had joined.
  func keyPath(of device: DeviceNumber) -> String { path + "/device-\(device).key" }
  /// Held by the one process that syncs.
  var lockPath: String { path + "/lock" }
  /// How far the server's clock is from the device's.
  var clockPath: String { path + "/server-clock" }

  /// The one authority by whose word the server is believed; not there where the system's authorities are.
  var authorityPath: String { path + "/server-ca.pem" }

  /// Whether a replica stands here.
  public var hasReplica: Bool { FileManager.default.fileExists(atPath: replicaPath) }

  /// Makes the folder, readable by its user alone, if it is not there.
  func create() throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw FieldError(.failed, "cannot make the folder \(path): choose another with --home, or make it writable")
    }
  }
}
