import ChangeModel

/// The office's way to a hub, the same whether a server runs or not.
public protocol OfficeLink: Sendable {
  /// - Throws: `OfficeFault` when the command cannot be carried out, with a line for the person who gave it.
  func perform(_ command: OfficeCommand) async throws -> OfficeAnswer
  /// Brings rows from elsewhere to the state that they have there.
  func importRows(_ rows: [ImportRow], isDryRun: Bool) async throws -> ImportOutcome
  /// Living rows of a table, a page at a time; nil after the last page.
  /// - Parameter row: 0, or `last` of the page before.
  func rows(of table: String, after row: Int64) async throws -> RowPage?
}

extension OfficeLink {
  /// Hands over all living rows of a table, in the order of their numbers.
  public func forEachRow(of table: String, _ body: (ImportRow) throws -> Void) async throws {
    var last: Int64 = 0
    while let page = try await rows(of: table, after: last) {
      for row in page.rows { try body(row) }
      last = page.last
    }
  }
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

  public func rows(of table: String, after row: Int64) async throws -> RowPage? {
    let service = service
    return try await queue.run { try service.rows(of: table, after: row) }
  }
}
