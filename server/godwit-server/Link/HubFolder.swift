import Foundation
import Hub
import HubServer
import HubStore

/// A server's directory: the store, the lock of whoever has it open, and the address of who serves it.
struct HubFolder: Sendable {
  let path: String

  private func file(_ name: String) -> String { URL(fileURLWithPath: path).appendingPathComponent(name).path }

  var store: String { file("hub.sqlite") }
  var lock: String { file("lock") }
  /// Which rows were erased, beside the store.
  var erasures: String { file("erasures.jsonl") }
  var serving: String { file("serving.json") }

  /// Where the store is when it is not in this directory.
  var pointer: String { file("store.json") }

  var hasStore: Bool { [store, pointer].contains(where: FileManager.default.fileExists) }

  /// - Throws: `OfficeFault` when there is no server in the directory.
  func checkExists() throws {
    guard hasStore else {
      throw OfficeFault("There is no server in \(path). Create one with `godwit-server init \(path) --org NAME`.")
    }
  }
}
