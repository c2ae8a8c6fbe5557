import Foundation
import Hub
import OfficeImport

/// Files in the folders of the ERP link that name a person. They are copies of what was read or written: the ERP has its own.
struct FileTraces {
  let texts: [String]

  /// The files below the folders in which one of the texts stands, ascending.
  func files(in folders: [String]) throws -> [String] {
    guard !texts.isEmpty else { return [] }
    var found = [String]()
    for folder in folders {
      for name in FileManager.default.subpaths(atPath: folder) ?? [] {
        let path = URL(filePath: folder).appending(path: name).path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
          !name.hasPrefix("maps/")
        else { continue }
        if try holdsText(path) { found.append(path) }
      }
    }
    return found.sorted()
  }

  private func holdsText(_ path: String) throws -> Bool {
    guard let content = FileManager.default.contents(atPath: path) else { return false }
    let isPacked = content.starts(with: [0x1F, 0x8B])
    let text = isPacked ? try unpacked(path) : content
    return texts.contains {
      text.range(of: Data($0.utf8)) != nil || text.range(of: Data(CSVWriter.line([$0]).dropLast().utf8)) != nil
    }
  }

  /// The fields of a compressed file, one after the other.
  private func unpacked(_ path: String) throws -> Data {
    guard var file = try? SourceFile(path: path) else { return Data() }
    var data = Data()
    while let record = try? file.next() {
      for field in 0..<record.fieldCount {
        data.append(Data((record.text(of: field, as: file.encoding) ?? "").utf8 + [0x0A]))
      }
    }
    return data
  }

  static func remove(_ path: String) throws {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw OfficeFault(
        "\(path) names the person and cannot be removed: \(error.localizedDescription). Remove it by hand.")
    }
  }
}
