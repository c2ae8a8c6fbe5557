import Foundation
import Hub
import OfficeImport

/// Every refused row and warning of an import as CSV, for somebody to look through.
struct IssueSheet {
  private let issues: [ImportIssue]

  init(_ issues: [ImportIssue]) {
    self.issues = issues
  }

  func write(to path: String) throws {
    var text = CSVWriter.line(["file", "line", "key", "severity", "message"])
    for issue in issues {
      text += CSVWriter.line([issue.file, String(issue.line), issue.key, issue.severity.rawValue, issue.message])
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw OfficeFault("\(path) cannot be written. Check the folder and your rights there.")
    }
  }
}
