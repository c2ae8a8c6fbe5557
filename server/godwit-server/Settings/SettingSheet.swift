import ChangeModel
import FieldSales
import Hub

/// The table `settings` of a server, read and written by key.
struct SettingSheet {
  let link: any OfficeLink

  /// A setting as the office sees it.
  struct Entry: Encodable {
    var key: String
    var value: Int64
    var fallback: Int64
    var meaning: String

    enum CodingKeys: String, CodingKey {
      case key, value, meaning
      case fallback = "default"
    }
  }

  func entries() async throws -> [Entry] {
    let stored = try await rows().compactMapValues(\.value)
    let settings = Settings(stored)
    return Setting.all.map {
      Entry(key: $0.key, value: settings[$0], fallback: $0.fallback, meaning: $0.meaning)
    }
  }

  /// - Parameter text: the number; nil goes back to the default.
  /// - Throws: `OfficeFault` for what is no setting, or not in its range.
  func set(_ key: String, to text: String?) async throws -> Entry {
    guard let setting = Setting.named(key) else {
      throw OfficeFault("There is no setting \"\(key)\". `setting list` shows them all.")
    }
    if let text, setting.number(in: text) == nil {
      throw OfficeFault(
        "\(key) takes a whole number from \(setting.range.lowerBound) to \(setting.range.upperBound), not \"\(text)\".")
    }
    let value = text.map { Value.text($0) } ?? .null
    let id = try await rows()[key]?.id ?? setting.id
    let outcome = try await link.importRows(
      [ImportRow(table: "settings", id: id, values: ["key": .text(key), "value": value])], isDryRun: false)
    if let refused = outcome.rejected.first { throw OfficeFault(refused.message) }
    return Entry(
      key: key, value: setting.number(stored: text), fallback: setting.fallback, meaning: setting.meaning)
  }

  /// The rows by key; whoever wrote them may have given them any ID.
  private func rows() async throws -> [String: (id: RowID, value: String?)] {
    var rows = [String: (id: RowID, value: String?)]()
    try await link.forEachRow(of: "settings") { row in
      if let key = row.values["key"]?.text { rows[key] = (row.id, row.values["value"]?.text) }
    }
    return rows
  }
}
