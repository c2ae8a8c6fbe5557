import ChangeModel
import Crypto
import Foundation
import Hub
import HubServer
import HubStore
import OfficeImport

/// Takes in documents of another system, each once: a document that was taken whole changes nothing when it comes again, and
/// of one that was taken in part only what was refused is tried again.
struct ERPIntake {
  /// What was taken in this long ago is no longer known by its name.
  static let keptMilliseconds: Int64 = 400 * 86_400_000

  /// What is kept of a document.
  private struct Record: Codable {
    var hash: String
    /// nil while it is being taken in.
    var outcome: ERPOutcome?
  }

  let service: HubService
  let link: any OfficeLink

  /// - Parameter take: carries out rows, each with its place in the document.
  func run(
    _ document: ERPDocument, body: [UInt8], kind: String, isState: Bool,
    take: ([(place: Int, cells: [String: ERPCell])], inout ERPOutcome) async throws -> Void
  ) async throws -> ERPOutcome {
    let key = "erp.document.\(kind).\(document.document)"
    let hash = Array(SHA256.hash(data: body)).hexadecimal
    let known = try record(key)
    if let known, known.hash != hash { throw ERPFault.otherContent(document: document.document) }
    if var outcome = known?.outcome, outcome.refused.isEmpty {
      outcome.repeated = true
      return outcome
    }
    try await begin(key, hash, document, kind: kind, isState: isState, known: known)
    var outcome = known?.outcome ?? ERPOutcome(document: document.document, kind: kind)
    let left = known?.outcome.map { Set($0.refused.map(\.index)) }
    let rows = document.rows.enumerated().filter { left?.contains($0.offset) ?? true }
      .map { (place: $0.offset, cells: $0.element) }
    outcome.read = document.rows.count
    outcome.refused = []
    try await take(rows, &outcome)
    outcome.refused.sort { $0.index < $1.index }
    try save(Record(hash: hash, outcome: outcome), key)
    return outcome
  }

  /// Notes that the document is being taken in, before anything of it is written: cut here, it is taken in anew when it comes
  /// again, unless a later state came in between.
  private func begin(
    _ key: String, _ hash: String, _ document: ERPDocument, kind: String, isState: Bool, known: Record?
  ) async throws {
    var properties = [StoreProperty]()
    if isState, let sequence = document.sequence {
      let place = "erp.sequence.\(kind)"
      let stored = try service.properties(withPrefix: place).first { $0.key == place }
      let last = stored.flatMap { Int64(String(decoding: $0.value, as: UTF8.self)) } ?? .min
      if sequence < last { throw ERPFault.older(sequence: sequence, last: last) }
      properties.append(StoreProperty(key: place, value: Array(String(sequence).utf8), at: .max))
    }
    if known == nil { properties.append(try property(Record(hash: hash), key)) }
    try service.save(properties: properties)
  }

  private func record(_ key: String) throws -> Record? {
    let stored = try service.properties(withPrefix: key).first { $0.key == key }
    return try stored.map { try JSONDecoder().decode(Record.self, from: Data($0.value)) }
  }

  private func save(_ record: Record, _ key: String) throws {
    try service.save(
      properties: [try property(record, key)], forgetting: "erp.document.",
      before: service.environment.now() - Self.keptMilliseconds)
  }

  private func property(_ record: Record, _ key: String) throws -> StoreProperty {
    StoreProperty(key: key, value: Array(try JSONEncoder().encode(record)), at: service.environment.now())
  }
}
