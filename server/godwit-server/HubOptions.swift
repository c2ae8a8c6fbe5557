import ArgumentParser
import Hub
import HubServer

/// What every command that works on a server takes.
struct HubOptions: ParsableArguments {
  @Argument(help: "The server's directory.")
  var directory: String

  @Flag(help: "Print one JSON document.")
  var json = false

  /// Carries out a command, on the running server or on the store itself.
  func perform(_ command: OfficeCommand) async throws -> OfficeAnswer {
    try await withLink { try await $0.perform(command) }
  }

  /// Opens the way to the hub for as long as `body` runs.
  func withLink<Value: Sendable>(_ body: (any OfficeLink) async throws -> Value) async throws -> Value {
    let hub = try await OpenedHub.open(HubFolder(path: directory))
    do {
      let value = try await body(hub.link)
      try await hub.close()
      return value
    } catch {
      try? await hub.close()
      throw error
    }
  }

  /// Prints an answer in the form that was asked for.
  func print<Answer: Encodable>(_ answer: Answer, lines: (Answer) -> [String]) throws {
    if json { return try Terminal.print(json: answer) }
    for line in lines(answer) { Terminal.print(Terminal.harmless(line)) }
  }

  /// The answer of the wrong kind comes only from a server of another version.
  static let unfitting = OfficeFault(
    "The running server gave an answer that this program does not know. Use programs of the same version.")
}
