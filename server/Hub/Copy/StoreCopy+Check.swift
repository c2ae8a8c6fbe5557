import ChangeModel
import HubStore
import MergeEngine

extension StoreCopy {
  /// Holds a copy against the source, entry by entry, and both its rows and its audit log against what it says of them.
  /// - Throws: `OfficeFault` that names what differs.
  func check(_ copy: any HubReading) throws {
    let faults = try differences(of: copy) + soundnessFaults(of: copy)
    guard faults.isEmpty else {
      throw OfficeFault(
        "The copy was given up, because it is not equal to the store or not sound: \(faults.prefix(5).joined(separator: "; "))"
          + ". Run `godwit-server verify` on the store.")
    }
  }

  private func differences(of copy: any HubReading) throws -> [String] {
    var faults = [String]()
    func compare(_ what: String, _ ask: (any HubReading) throws -> some Equatable) throws {
      if try !Self.isEqual(source, copy, ask) { faults.append("\(what) differ") }
    }
    try compare("the orgs") { try $0.org() }
    try compare("the positions") { try $0.head() }
    try compare("the last row numbers") { try $0.lastRows() }
    try compare("the devices") { try $0.devices() }
    try compare("the users") { try $0.users() }
    try compare("the invitations") { try $0.invitations() }
    try compare("the properties") { try $0.properties(withPrefix: "") }
    let scopes = try allScopes()
    try compare("the digests") { try $0.digests(of: scopes) }
    faults += try differences(.rows, copy) + differences(.departures, copy) + differences(.dead, copy)
    faults += try differences(.results, copy)
    faults += try differences(.history, copy) + differences(.audit, copy)
    return faults
  }

  private static func isEqual<Answer: Equatable>(
    _ one: any HubReading, _ other: any HubReading, _ ask: (any HubReading) throws -> Answer
  ) throws -> Bool {
    try ask(one) == ask(other)
  }

  /// Those of the org, its territories and reps, and of every row.
  private func allScopes() throws -> [Scope] {
    var scopes = Set(try StoreAudit(schema: try source.org().schema, store: source).allScopes())
    try StorePart.rows.forEachPage(of: source) { for row in $0 { scopes.insert(row.scope) } }
    return scopes.sorted()
  }

  private func differences<Entry>(_ part: StorePart<Entry>, _ copy: any HubReading) throws -> [String] {
    var last: Entry?
    var count = 0
    while true {
      let page = try part.next(source, last)
      guard try part.next(copy, last) == page else { return ["the \(part.name) differ"] }
      guard let end = page.last else { return [] }
      last = end
      count += page.count
      progress(Step(part: part.name, done: count, isCheck: true))
    }
  }

  private func soundnessFaults(of copy: any HubReading) throws -> [String] {
    let faults = try copy.integrityFaults { done, _ in
      progress(Step(part: "rows against digests", done: done, isCheck: true))
    }
    return try faults + StoreAudit(schema: try copy.org().schema, store: copy).report().faults
  }
}
