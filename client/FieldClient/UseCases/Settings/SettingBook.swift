import ChangeModel
import FieldSales
import GRDB

/// The figures that the office has set, for everybody to read.
public struct SettingBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What holds at this desk.
  public func settings() throws -> Settings { try desk.read { try $0.settings() } }

  /// By key: columns `key`, `value`, `is_own`, `default`, `meaning`.
  public func list() throws -> [Record] {
    let settings = try settings()
    return Setting.all.map { setting in
      Record(
        columns: ["key", "value", "is_own", "default", "meaning"],
        values: [
          .text(setting.key), .integer(settings[setting]), .integer(settings.isOwn(setting) ? 1 : 0),
          .integer(setting.fallback), .text(setting.meaning),
        ])
    }
  }
}
