import ArgumentParser
import FieldSales
import Hub

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Shows the org's schema and which devices have it; sets which programs are too old.",
    subcommands: [Show.self, Oldest.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows the schema's version, the devices that lack it, and what nobody uses.")

    @OptionGroup var hub: HubOptions

    @Flag(help: "Look for tables and columns that no row uses; reads every row.")
    var unused = false

    @Flag(help: "List all tables with their columns.")
    var columns = false

    func run() async throws {
      guard case .schema(let report) = try await hub.perform(.schema(isWhole: unused)) else {
        throw HubOptions.unfitting
      }
      try hub.print(report) { $0.lines(withColumns: columns) }
    }
  }

  struct Oldest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sets the oldest program that is given rows; older ones may only hand in their work.")

    @OptionGroup var hub: HubOptions

    @Argument(help: "The version of the schema that programs must have been made for; 0 for no limit.")
    var version: Int

    func run() async throws {
      guard case .schema(let report) = try await hub.perform(.setOldestProgram(version)) else {
        throw HubOptions.unfitting
      }
      try hub.print(report) { report in
        let late = report.tooOld.map { "  \($0.device)  \($0.rep)  \($0.name)  program \($0.program ?? 0)" }
        let oldest = report.oldestProgram
        let words = oldest == 0 ? "programs of all versions" : "programs of version \(oldest) or newer"
        return ["\(words) are given rows"] + (late.isEmpty ? [] : ["too old, and may only hand in their work:"] + late)
          + (report.oldestProgram > FieldSales.schema.version ? [Self.ahead] : [])
      }
    }

    private static let ahead =
      "no program of that version is known here: every device gets nothing new until it is upgraded"
  }
}

extension SchemaReport {
  /// The devices that get nothing new before their program is upgraded; one that never said is not known to be old.
  fileprivate var tooOld: [DeviceEntry] { devices.filter { ($0.program ?? oldestProgram) < oldestProgram } }

  fileprivate func lines(withColumns: Bool) -> [String] {
    var lines = ["schema \(version), \(tables.count) tables, \(tables.reduce(0) { $0 + $1.columns.count }) columns"]
    if oldestProgram > 0 { lines.append("rows only for programs of version \(oldestProgram) or newer") }
    if withColumns { lines += tables.map { "\($0.name): \($0.columns.joined(separator: ", "))" } }
    let older = devices.filter { $0.schema == "older" }
    lines.append("\(devices.count - older.count) of \(devices.count) devices have it, or never synced")
    lines += older.map { "  \($0.device)  \($0.rep)  \($0.name)  takes it over with its next sync" }
    lines += tooOld.map { "  \($0.device)  \($0.rep)  \($0.name)  too old (program \($0.program ?? 0)): hands in only" }
    if let unused { lines += ["without use:"] + unused.map { "  \($0)" } }
    return lines
  }
}
