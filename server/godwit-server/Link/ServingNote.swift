import Foundation
import Hub
import HubServer

/// What a running server leaves in its directory, readable by its owner alone: where its own programs reach it.
struct ServingNote: Codable, Sendable {
  /// The address for devices.
  var address: String
  /// The port on loopback for the office's own programs.
  var adminPort: Int
  /// What their requests must show.
  var token: String
  var process: Int32

  static func read(_ folder: HubFolder) -> ServingNote? {
    guard let data = FileManager.default.contents(atPath: folder.serving),
      let note = try? JSONDecoder().decode(ServingNote.self, from: data)
    else { return nil }
    // A server that was killed leaves its note behind; nobody must wait for it.
    let isGone = kill(note.process, 0) != 0 && errno == ESRCH
    return isGone ? nil : note
  }

  /// The file is never there in part, and never readable by others.
  func write(_ folder: HubFolder) throws {
    let draft = folder.serving + ".new"
    try? FileManager.default.removeItem(atPath: draft)
    let data = try JSONEncoder().encode(self)
    guard FileManager.default.createFile(atPath: draft, contents: data, attributes: [.posixPermissions: 0o600]),
      rename(draft, folder.serving) == 0
    else { throw OfficeFault("\(folder.serving) cannot be written: \(String(cString: strerror(errno))).") }
  }

  static func remove(_ folder: HubFolder) {
    try? FileManager.default.removeItem(atPath: folder.serving)
  }
}
