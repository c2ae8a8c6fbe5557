import ChangeModel

/// The office's way to a hub, the same whether a server runs or not.
public protocol OfficeLink: Sendable {
  /// - Throws: `OfficeFault` when the command cannot be carried out, with a line for the person who gave it.
  func perform(_ command: OfficeCommand) async throws -> OfficeAnswer
  /// Brings rows from elsewhere to the state that they have there.
  func importRows(_ rows: [ImportRow], isDryRun: Bool) async throws -> ImportOutcome
}

/// A hub in this process.
public struct DirectOfficeLink: OfficeLink {
  private let service: HubService
  private let queue: WorkQueue

  public init(_ service: HubService) {
    self.service = service
    queue = WorkQueue(name: "godwit.office", widthMax: 1)
  }

  public func perform(_ command: OfficeCommand) async throws -> OfficeAnswer {
    let service = service
    return try await queue.run { try service.perform(command) }
  }

  public func importRows(_ rows: [ImportRow], isDryRun: Bool) async throws -> ImportOutcome {
    let service = service
    return try await queue.run { try service.importRows(rows, isDryRun: isDryRun) }
  }
}
