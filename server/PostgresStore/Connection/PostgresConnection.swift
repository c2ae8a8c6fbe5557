import CPostgres
import Foundation
import HubStore

/// One connection to a database, used by one thread at a time. Its calls block.
///
/// Statements are prepared once and kept under their text. All statements of an exchange travel together.
final class PostgresConnection {
  let handle: OpaquePointer
  private var prepared: [String: String] = [:]
  private var preparedCount = 0
  /// Whether the answer to a statement was not waited for.
  private var owesAnswer = false
  /// Whether the connection is in a state that nobody should go on from.
  private(set) var isAbandoned = false

  /// - Throws: `PostgresFailure` when there is no connection to be had.
  init(_ address: PostgresAddress) throws {
    let pairs = address.settings
    var keywords: [UnsafePointer<CChar>?] = []
    var values: [UnsafePointer<CChar>?] = []
    let copies = pairs.flatMap { [strdup($0.0), strdup($0.1)] }
    defer { for copy in copies { free(copy) } }
    for index in pairs.indices {
      keywords.append(UnsafePointer(copies[2 * index]))
      values.append(UnsafePointer(copies[2 * index + 1]))
    }
    guard let handle = PQconnectdbParams(keywords + [nil], values + [nil], 1) else {
      throw PostgresFailure(state: "", message: "there is no memory for a connection", isLost: true)
    }
    guard PQstatus(handle) == CONNECTION_OK else {
      let message = PostgresFailure.firstLine(PQerrorMessage(handle))
      PQfinish(handle)
      throw PostgresFailure(state: "", message: message, isLost: true)
    }
    self.handle = handle
    // Notices, such as that a table exists already, are not ours to print.
    PQsetNoticeReceiver(handle, { _, _ in }, nil)
  }

  deinit { PQfinish(handle) }

  var isUsable: Bool { PQstatus(handle) == CONNECTION_OK }

  /// The server's process for this connection.
  var serverProcess: Int32 { PQbackendPID(handle) }

  /// Sends all statements at once, and waits for all answers: one round trip.
  /// - Throws: `PostgresFailure` for the first statement that failed; those behind it were not run.
  func exchange(_ queries: [Query]) throws -> [QueryAnswer] {
    guard !queries.isEmpty else { return [] }
    do {
      try takeOwedAnswer()
      guard PQenterPipelineMode(handle) == 1 else { throw failure() }
      var sent: [Sent] = []
      for query in queries { try send(query, &sent) }
      guard PQpipelineSync(handle) == 1 else { throw failure() }
      return try collect(sent)
    } catch let failure as PostgresFailure {
      isAbandoned = isAbandoned || failure.isLost
      throw failure
    }
  }

  /// Runs one statement.
  @discardableResult
  func run(_ query: Query) throws -> QueryAnswer {
    guard let answer = try exchange([query]).first else { throw failure() }
    return answer
  }

  /// Runs a script of statements without parameters, in the simple protocol.
  func runScript(_ sql: String) throws {
    try takeOwedAnswer()
    guard let result = PQexec(handle, sql) else { throw failure() }
    defer { PQclear(result) }
    let status = PQresultStatus(result)
    guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY else {
      throw failure(of: result)
    }
  }

  /// Sends the end of a transaction that changed nothing, without waiting for the answer: whoever uses the connection
  /// next takes it.
  func endQuietly() {
    guard isUsable, PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
    owesAnswer = PQsendQuery(handle, "ROLLBACK") == 1
  }

  private func takeOwedAnswer() throws {
    guard owesAnswer else { return }
    owesAnswer = false
    while let result = PQgetResult(handle) { PQclear(result) }
    guard isUsable else { throw failure() }
  }
}

// MARK: The pipeline

extension PostgresConnection {
  private enum Sent {
    case preparation(sql: String)
    case run
  }

  private func send(_ query: Query, _ sent: inout [Sent]) throws {
    let name: String
    if let known = prepared[query.sql] {
      name = known
    } else {
      preparedCount += 1
      name = "godwit_\(preparedCount)"
      let types = query.parameters.map(\.type)
      guard PQsendPrepare(handle, name, query.sql, Int32(types.count), types) == 1 else { throw failure() }
      prepared[query.sql] = name
      sent.append(.preparation(sql: query.sql))
    }
    try send(query.parameters, to: name)
    sent.append(.run)
  }

  private func send(_ parameters: [Parameter], to name: String) throws {
    let empty: [UInt8] = [0]
    var values: [UnsafePointer<CChar>?] = []
    var lengths: [Int32] = []
    let formats = [Int32](repeating: 1, count: parameters.count)
    func bind(_ index: Int) -> Int32 {
      guard index < parameters.count else {
        return PQsendQueryPrepared(handle, name, Int32(parameters.count), values, lengths, formats, 1)
      }
      guard let bytes = parameters[index].bytes else {
        values.append(nil)
        lengths.append(0)
        return bind(index + 1)
      }
      lengths.append(Int32(truncatingIfNeeded: bytes.count))
      // An empty value without an address would be NULL.
      return (bytes.isEmpty ? empty : bytes).withUnsafeBytes { buffer in
        values.append(buffer.bindMemory(to: CChar.self).baseAddress)
        return bind(index + 1)
      }
    }
    guard bind(0) == 1 else { throw failure() }
  }

  private func collect(_ sent: [Sent]) throws -> [QueryAnswer] {
    var answers: [QueryAnswer] = []
    var first: PostgresFailure?
    for each in sent {
      guard let result = PQgetResult(handle) else { throw first ?? failure() }
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
        let answer = QueryAnswer(result)
        if case .run = each { answers.append(answer) }
      default:
        if first == nil { first = failure(of: result) }
        if case .preparation(let sql) = each { prepared[sql] = nil }
        PQclear(result)
      }
      // The end of this statement's results.
      if let rest = PQgetResult(handle) { PQclear(rest) }
      guard isUsable else { throw first ?? failure() }
    }
    if let end = PQgetResult(handle) { PQclear(end) }
    guard PQexitPipelineMode(handle) == 1 else { throw first ?? failure() }
    if let first { throw first }
    return answers
  }

  /// What went wrong with the connection.
  func failure() -> PostgresFailure {
    PostgresFailure(state: "", message: PostgresFailure.firstLine(PQerrorMessage(handle)), isLost: true)
  }

  private func failure(of result: OpaquePointer) -> PostgresFailure {
    // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY, character constants that Swift does not import.
    let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
    let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))) ?? PQresultErrorMessage(result)
    return PostgresFailure(
      state: state, message: PostgresFailure.firstLine(message), isLost: !isUsable || state.isEmpty || Self.ends(state))
  }

  /// Whether the server ends the connection with this state.
  private static func ends(_ state: String) -> Bool { ["57P01", "57P02", "57P03", "25P03"].contains(state) }
}
