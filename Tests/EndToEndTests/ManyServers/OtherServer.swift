import Foundation

/// One more server of a world's org, from a folder of its own.
final class OtherServer {
  let folder: String
  private let world: World
  private(set) var port = 0
  private var process: Process?

  init(of world: World, store: String) throws {
    self.world = world
    folder = world.folder.path("other-server")
    try world.office("init", folder, "--org", "Kiosk & Co", "--store", store, "--existing")
  }

  deinit {
    process?.terminate()
    process?.waitUntilExit()
  }

  func start() throws {
    let (process, output, errors) = try Program.start(
      "godwit-server", ["serve", folder, "--listen", "127.0.0.1:\(port)"], in: world.folder)
    self.process = process
    let deadline = Date(timeIntervalSinceNow: 30)
    while Date() < deadline, process.isRunning {
      let line = try String(contentsOf: output, encoding: .utf8)
      if let range = line.range(of: "listening on http://127.0.0.1:"), line.hasSuffix("\n") {
        port = Int(line[range.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        return
      }
      usleep(10_000)
    }
    throw TestFailure("the other server did not start: \(try String(contentsOf: errors, encoding: .utf8))")
  }

  /// A rep's device that joins here.
  func join(_ rep: String) throws {
    let run = try Program.run(
      "godwit",
      ["join", "http://127.0.0.1:\(port)", "--code", try world.code(for: rep), "--home", world.home(rep)],
      in: world.folder)
    guard run.status == 0 else { throw TestFailure("join: exit \(run.status)\n\(run.errors)") }
  }
}
