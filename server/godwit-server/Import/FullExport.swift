import ChangeModel
import FieldSales
import Foundation
import Hub
import HubServer

/// Writes every table to a file of its own, and a manifest by which the export can be checked.
struct FullExport {
  struct Manifest: Encodable {
    struct Entry: Encodable {
      var table: String
      var file: String
      var rows: Int
      /// Over all rows with all columns, in no order.
      var digest: String
    }

    var org: String
    var position: Int64
    var tables: [Entry]
  }

  let link: any OfficeLink
  let folder: String
  let isJSON: Bool

  func run() async throws -> Manifest {
    guard case .status(let status) = try await link.perform(.status) else { throw HubOptions.unfitting }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw OfficeFault("\(folder) cannot be made: \(error.localizedDescription)")
    }
    var manifest = Manifest(org: status.org, position: Int64(clamping: status.position), tables: [])
    for index in FieldSales.schema.tables.indices { manifest.tables.append(try await export(index)) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    _ = try write("manifest.json") { file in try file.write(contentsOf: encoder.encode(manifest)) }
    return manifest
  }

  private func export(_ index: Int) async throws -> Manifest.Entry {
    let table = FieldSales.schema.tables[index]
    let columns = table.columns.map(\.name)
    let name = table.name + (isJSON ? ".json" : ".csv")
    let file = try write(name) { _ in }
    var sheet = ExportSheet(columns: columns, isJSON: isJSON, to: file)
    var entry = Manifest.Entry(table: table.name, file: name, rows: 0, digest: "")
    var digest = Digest.zero
    try await link.forEachRow(of: table.name) { row in
      try sheet.add(row)
      entry.rows += 1
      digest = digest + Digest.ofRow(table: index, id: row.id, values: columns.map { row.values[$0] ?? .null })
    }
    try sheet.end()
    try file.close()
    entry.digest = digest.description
    return entry
  }

  /// Makes a file that its owner alone may read.
  private func write(_ name: String, _ body: (FileHandle) throws -> Void) throws -> FileHandle {
    let path = URL(filePath: folder).appending(path: name).path
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { throw OfficeFault("\(path) cannot be written. Check the folder and your rights there.") }
    try body(file)
    return file
  }
}
