import ChangeModel
import FieldSales
import Foundation
import OfficeImport

/// The public sample sets, which are not part of the repository.
///
/// They are looked for in the folder that `GODWIT_DATA` names; without it the tests that need them are left out.
enum SampleData {
  static let folder: String? = {
    let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data").path
    let candidates = [ProcessInfo.processInfo.environment["GODWIT_DATA"], beside].compactMap { $0 }
    return candidates.first { FileManager.default.fileExists(atPath: "\($0)/classicmodels/customers.csv") }
  }()

  static var isHere: Bool { folder != nil }

  static func path(_ file: String) -> String { "\(folder ?? "")/\(file)" }
}

/// Reads a whole file as an import does, and takes every row.
struct TrialImport {
  var report: ImportReport
  var rows: [MappedRow]

  static let org = RowID(high: 0x1111_2222_3333_4444, low: 0x5555_6666_7777_8888)

  init(
    _ path: String, kind kindName: String, mapping text: String? = nil, builtIn name: String? = nil,
    known: [String: [String: RowID]] = [:], territory: RowID? = nil, encoding: TextEncoding? = nil
  ) throws {
    let kind = try ImportKind.named(kindName)
    let builtIn = name.flatMap { Mapping.builtInText($0, kind: kind) }
    let mapping = try (text ?? builtIn).map { try Mapping.parse($0, name: name ?? "test.map") }
    var run = try ImportRun(
      path: path, kind: kind, mapping: mapping, schema: FieldSales.schema, org: Self.org, known: known,
      territory: territory, encoding: encoding)
    rows = []
    while case let batch = try run.nextBatch(1_000), !batch.isEmpty {
      run.settle(batch, BatchOutcome(inserted: batch.count))
      rows += batch
    }
    report = run.report
  }

  /// The values of a column, row by row.
  func values(of column: String) -> [Value] {
    rows.map { row in FieldSales.schema.tables[row.table].column(column).flatMap { row.values[$0] } ?? .null }
  }
}

/// A file for one test, gone when the value goes.
final class ScratchFile {
  let path: String

  init(_ bytes: [UInt8], name: String = "rows.csv") throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "godwit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    path = file.path
  }

  convenience init(_ text: String, name: String = "rows.csv") throws {
    try self.init(Array(text.utf8), name: name)
  }

  /// Writes another file beside it.
  func add(_ text: String, name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path).deletingLastPathComponent().appending(path: name))
  }

  deinit { try? FileManager.default.removeItem(at: URL(filePath: path).deletingLastPathComponent()) }
}
