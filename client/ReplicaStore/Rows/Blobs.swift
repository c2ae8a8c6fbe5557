import Foundation
import GRDB

extension [UInt8] {
  /// The bytes as GRDB binds a blob.
  var blob: Data { Data(self) }
}

extension Row {
  /// The bytes of a blob column; empty for NULL.
  func bytes(_ name: String) -> [UInt8] {
    (self[name] as Data?).map { Array($0) } ?? []
  }
}
