import ChangeModel
import FieldSales
import GRDB

/// A use case that asks for more than the replica has: its schema is the server's, and that is of an earlier version.
public enum LackingSchema {
  /// In words what a statement asked for in vain; nil for an error that means something else.
  public static func error(for error: DatabaseError) -> FieldError? {
    guard error.resultCode == .SQLITE_ERROR, let message = error.message else { return nil }
    let schema = FieldSales.schema
    let names = message.split(whereSeparator: { " :.\"".contains($0) }).map(String.init)
    guard let name = names.last else { return nil }
    let isTable = message.hasPrefix("no such table") && schema[name] != nil
    let isColumn =
      (message.hasPrefix("no such column") || message.contains("has no column named"))
      && schema.tables.contains { $0.column(name) != nil }
    guard isTable || isColumn else { return nil }
    return FieldError(
      .later,
      "this needs \(name), which the server of this replica does not have yet: sync, and ask the office to upgrade it "
        + "if that does not help; nothing is lost")
  }
}
