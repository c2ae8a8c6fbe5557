import ChangeModel
import Foundation
import GRDB

extension Value {
  /// As SQLite stores it in a replica's table.
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    case .reference(let reference): (reference.id.map { Data($0.bytes) }).databaseValue
    }
  }

  init(_ stored: DatabaseValue) {
    switch stored.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob([UInt8](data))
    }
  }

  init(_ id: RowID) { self = .blob(id.bytes) }
}
