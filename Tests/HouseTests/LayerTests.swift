import Foundation
import Testing

/// The house rules that matter are ordinary tests.
@Suite struct LayerTests {
  @Test func everyImportIsInTheTableOfArchitecture() throws {
    let rooms = try House.rooms()
    #expect(rooms.count > 10)
    for room in rooms {
      let files = try House.swiftFiles(below: room.folder)
      #expect(!files.isEmpty, "\(room.folder) is empty")
      for file in files {
        for module in House.imports(of: try House.text(file)) where !room.mayImport.contains(module) {
          Issue.record("\(file) imports \(module), which ARCHITECTURE.md does not grant to \(room.name)")
        }
      }
    }
  }

  @Test func everyTargetOfThePackageIsInTheTable() throws {
    let manifest = try House.text("Package.swift")
    for room in try House.rooms() {
      #expect(manifest.contains("name: \"\(room.name)\""), "\(room.name) is not in Package.swift")
    }
  }

  /// No clock, chance, disk, task, lock or log below the purity line, and nothing that traps on what comes in.
  @Test func pureModulesArePure() throws {
    let banned = [
      "Foundation", "Date(", "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", ".random(",
      "randomElement(", ".shuffled()", "Task {", "Task.", "Mutex", "print(", "async ", "await ", "UUID(",
    ]
    for room in try House.rooms() where room.isPure {
      for file in try House.swiftFiles(below: room.folder) {
        for (number, line) in try House.text(file).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        {
          if line.trimmingCharacters(in: .whitespaces).hasPrefix("//") { continue }
          for word in banned where line.contains(word) {
            Issue.record("\(file):\(number + 1) uses \(word) below the purity line")
          }
        }
      }
    }
  }

  @Test func nothingTrapsOnPurpose() throws {
    for folder in ["Sources", "protocol", "client", "server"] {
      for file in try House.swiftFiles(below: folder) {
        let text = try House.text(file)
        for word in ["try!", "fatalError(", "as!", "TODO", "FIXME"] where text.contains(word) {
          Issue.record("\(file) has \(word)")
        }
      }
    }
  }

  @Test func filesStaySmall() throws {
    for folder in ["Sources", "protocol", "client", "server", "Tests"] {
      for file in try House.swiftFiles(below: folder) {
        let lines = try House.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(lines <= 400, "\(file) has \(lines) lines")
      }
    }
  }

  @Test func architectureFitsOnThreeScreens() throws {
    let lines = try House.text("ARCHITECTURE.md").split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(lines <= 160, "ARCHITECTURE.md has \(lines) lines")
  }
}
