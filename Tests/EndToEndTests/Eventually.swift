import Foundation
import Testing

/// Polls until something holds; the bound only ends a test that has failed.
func eventually(_ what: String, _ condition: () throws -> Bool) throws {
  let deadline = Date(timeIntervalSinceNow: 30)
  while Date() < deadline {
    if try condition() { return }
    usleep(20_000)
  }
  Issue.record("never happened: \(what)")
}
