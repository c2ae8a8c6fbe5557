import ChangeModel

extension RowID {
  /// An ID made of what a row is about, so that two who add it apart write one row.
  init(madeOf bytes: [UInt8]) {
    self.init(
      high: Self.hash(bytes, seed: 0xCBF2_9CE4_8422_2325), low: Self.hash(bytes, seed: 0x8422_2325_CBF2_9CE4))
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ bytes: [UInt8], seed: UInt64) -> UInt64 {
    bytes.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension FieldSales {
  /// The ID of a rep's share of an order.
  public static func orderShareID(order: RowID, rep: RowID) -> RowID { RowID(madeOf: order.bytes + rep.bytes) }
}
