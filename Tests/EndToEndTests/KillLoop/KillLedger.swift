/// What happened, as somebody outside saw it.
struct KillLedger {
  /// Rows whose writing was begun; whether it ended is not known of all.
  private(set) var begun: Set<String> = []
  /// By device: the rows of which a command or a statement said that they are written.
  private(set) var acknowledged: [String: Set<String>] = [:]
  /// The rows that were acknowledged on a device before a sync of it said that it is done.
  private(set) var settled: Set<String> = []
  /// By device, and for the server under its own name: the rows that were seen there, with their IDs.
  private var seen: [String: [String: String]] = [:]

  mutating func begin(_ names: [String]) { begun.formUnion(names) }

  mutating func acknowledge(_ names: some Sequence<String>, on device: String) {
    acknowledged[device, default: []].formUnion(names)
  }

  mutating func settle(_ names: Set<String>) { settled.formUnion(names) }

  /// The IDs that the devices' files give to rows that must be on the server.
  var settledIDs: [String: String] {
    var ids: [String: String] = [:]
    for rows in seen.values { ids.merge(rows.filter { settled.contains($0.key) }) { first, _ in first } }
    return ids
  }

  /// What is wrong with the rows that a device's file holds, as (name, ID). No row is ever deleted.
  mutating func faults(of device: String, holding rows: [(name: String, id: String)]) -> [String] {
    var faults = [String]()
    var ids: [String: String] = [:]
    for row in rows {
      if ids.updateValue(row.id, forKey: row.name) != nil { faults.append("\(row.name) is twice on \(device)") }
      if !begun.contains(row.name) { faults.append("\(row.name) is on \(device), but nobody wrote it") }
    }
    for name in acknowledged[device, default: []].sorted() where ids[name] == nil {
      faults.append("\(name) was written on \(device) and is lost there")
    }
    for (name, id) in seen[device, default: [:]].sorted(by: { $0.key < $1.key }) where ids[name] != id {
      faults.append("\(name) was \(id) on \(device) and is \(ids[name] ?? "gone")")
    }
    seen[device] = ids
    return faults
  }

  /// What is wrong with the living rows that the server's file holds.
  func faults(ofServerHolding ids: Set<String>) -> [String] {
    let known = settledIDs
    return settled.sorted().compactMap { name in
      guard let id = known[name] else { return "\(name) was synced, and no device holds it" }
      return ids.contains(id) ? nil : "\(name) was synced and is lost on the server"
    }
  }
}
