import Foundation

/// A finished run of a program.
struct Run {
  var status: Int32
  var output: String
  var errors: String

  /// The one JSON document on standard output.
  func json() throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] else {
      throw TestFailure("not a JSON object: \(output)")
    }
    return object
  }

  func jsonRows() throws -> [[String: Any]] {
    guard let rows = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] else {
      throw TestFailure("not a JSON array of objects: \(output)")
    }
    return rows
  }
}

struct TestFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Runs the real programs that the build made.
enum Program {
  /// The folder of the built programs: that of the test bundle.
  static let folder: URL = {
    let arguments = CommandLine.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments.first ?? ""
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
  }()

  static func url(_ name: String) -> URL {
    let built = folder.appendingPathComponent(name)
    if FileManager.default.isExecutableFile(atPath: built.path) { return built }
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = paths.map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    return found ?? built
  }

  /// Starts a program with its output in files, so that no pipe can fill up.
  static func start(_ name: String, _ arguments: [String], in folder: Folder, input: String? = nil) throws
    -> (process: Process, output: URL, errors: URL)
  {
    let process = Process()
    process.executableURL = url(name)
    process.arguments = arguments
    let output = folder.newFile("out")
    let errors = folder.newFile("err")
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    if let input {
      let file = folder.newFile("in")
      try input.write(to: file, atomically: true, encoding: .utf8)
      process.standardInput = try FileHandle(forReadingFrom: file)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    return (process, output, errors)
  }

  static func run(_ name: String, _ arguments: [String], in folder: Folder, input: String? = nil) throws -> Run {
    let (process, output, errors) = try start(name, arguments, in: folder, input: input)
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}

/// A temporary folder that goes when the test ends.
final class Folder {
  let url: URL
  private var files = 0

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-e2e-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func newFile(_ kind: String) -> URL {
    files += 1
    let file = url.appendingPathComponent(".\(files).\(kind)")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    return file
  }

  /// Whether any file below a path holds these bytes.
  func holds(_ text: String, below path: String) throws -> Bool {
    let needle = Data(text.utf8)
    let base = url.appendingPathComponent(path)
    for name in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
      let file = base.appendingPathComponent(name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      if try Data(contentsOf: file).range(of: needle) != nil { return true }
    }
    return false
  }
}
