import ChangeModel
import SyncProtocol

/// The bytes under which the owner of a unique value is found: equal exactly for equal values.
package enum UniqueKey {
  package static func encode(_ value: Value) -> [UInt8] {
    var writer = ByteWriter(capacity: 32)
    switch value {
    case .real(let number) where number == 0:
      // Both zeros are one value.
      ValueCodec.write(.real(0), to: &writer)
    case .reference(let reference) where reference.row != 0:
      // Whoever asks may not know the ID.
      ValueCodec.write(.reference(RowReference(row: reference.row)), to: &writer)
    default:
      ValueCodec.write(value, to: &writer)
    }
    return writer.bytes
  }
}
