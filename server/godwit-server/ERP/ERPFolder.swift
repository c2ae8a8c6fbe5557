import Foundation
import Hub

/// The folder in which an ERP and Godwit leave each other files.
struct ERPFolder {
  enum Place: String, CaseIterable {
    /// From the ERP: what is to be read.
    case inbox = "in"
    /// Mappings for the ERP's files, `KIND.map`; without one a file has our own columns.
    case maps
    /// Read whole, each with its report.
    case done
    /// Not read, or not whole: each with the reasons, and tried again.
    case refused
    /// For the ERP: orders that it has not answered yet.
    case out
    /// Orders that it has taken.
    case acknowledged
    /// Orders that it has not taken, or that were taken back.
    case returned
  }

  let path: String

  /// Makes what is missing of the folder.
  func prepare() throws {
    for place in Place.allCases {
      do {
        try FileManager.default.createDirectory(
          atPath: self.path(place), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch { throw Self.fault(self.path(place), error) }
    }
  }

  func path(_ place: Place, _ name: String = "") -> String {
    let folder = URL(filePath: path).appending(path: place.rawValue)
    return name.isEmpty ? folder.path : folder.appending(path: name).path
  }

  /// The names of the files at a place, in order; those that are still being written begin with a dot or end with `.part`.
  func names(_ place: Place) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path(place)).filter { name in
        !name.hasPrefix(".") && !name.hasSuffix(".part") && !name.hasSuffix(".tmp")
      }.sorted()
    } catch { throw Self.fault(path(place), error) }
  }

  func has(_ place: Place, _ name: String) -> Bool { FileManager.default.fileExists(atPath: path(place, name)) }

  /// Moves a file, in the place of one of that name.
  func move(_ name: String, from: Place, to: Place) throws {
    guard from != to else { return }
    guard rename(path(from, name), path(to, name)) == 0 else {
      throw OfficeFault("\(path(from, name)) cannot be moved to \(path(to)). Check your rights there.")
    }
  }

  func remove(_ name: String, at place: Place) { try? FileManager.default.removeItem(atPath: path(place, name)) }

  /// Writes a file so that nobody ever sees a part of it.
  func write(_ text: String, _ place: Place, _ name: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path(place, name)), options: .atomic)
    } catch { throw Self.fault(path(place, name), error) }
  }

  private static func fault(_ path: String, _ error: any Error) -> OfficeFault {
    OfficeFault("\(path) cannot be used: \(error.localizedDescription) Check the folder and your rights there.")
  }
}
