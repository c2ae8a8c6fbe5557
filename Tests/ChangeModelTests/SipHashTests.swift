import ChangeModel
import Testing

@Suite struct SipHashTests {
  /// The first vectors of the reference implementation: key 00 01 ... 0f, message 00 01 ... (length).
  @Test(arguments: [
    (0, "a3817f04ba25a8e66df67214c7550293"), (1, "da87c1d86b99af44347659119b22fc45"),
  ])
  func referenceVectors(length: Int, expected: String) {
    var hash = SipHash(key0: 0x0706_0504_0302_0100, key1: 0x0f0e_0d0c_0b0a_0908)
    for byte in 0..<length { hash.append(UInt8(byte)) }
    let digest = hash.finish()
    let bytes = [digest.low, digest.high].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }
    #expect(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == expected)
  }

  @Test func wordsAndBytesHashAlike_atEveryOffset() {
    for offset in 0..<8 {
      var words = SipHash()
      var bytes = SipHash()
      for byte in 0..<offset {
        words.append(UInt8(byte))
        bytes.append(UInt8(byte))
      }
      let word: UInt64 = 0x0123_4567_89ab_cdef
      words.append(word)
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
      #expect(words.finish() == bytes.finish())
    }
  }

  @Test func differentValuesNeverLookAlike() {
    let values: [Value] = [
      .null, .integer(0), .integer(1), .real(1), .text(""), .text("1"), .blob([]), .blob([49]), .text("\u{1}"),
      .reference(RowReference(id: RowID(high: 0, low: 1))),
    ]
    let digests = values.map { value in
      var hash = SipHash()
      hash.append(value)
      return hash.finish()
    }
    #expect(Set(digests).count == values.count)
  }
}

@Suite struct DigestTests {
  private let id = RowID(high: 1, low: 2)

  @Test func sumDoesNotDependOnOrder_andTakingOutIsExact() {
    let rows = (0..<20).map { Digest.ofRow(table: 1, id: RowID(high: 0, low: $0), values: [.integer(Int64($0))]) }
    let forward = rows.reduce(Digest.zero, +)
    let backward = rows.reversed().reduce(Digest.zero, +)
    #expect(forward == backward)
    #expect(rows.reduce(forward, -) == .zero)
  }

  @Test func newEmptyColumn_changesNoDigest() {
    #expect(
      Digest.ofRow(table: 1, id: id, values: [.integer(5)])
        == Digest.ofRow(table: 1, id: id, values: [.integer(5), .null]))
    #expect(
      Digest.ofRow(table: 1, id: id, values: [.null, .integer(5)])
        != Digest.ofRow(table: 1, id: id, values: [.integer(5)]))
  }

  @Test func negativeZeroIsZero() {
    #expect(Digest.ofRow(table: 1, id: id, values: [.real(-0.0)]) == Digest.ofRow(table: 1, id: id, values: [.real(0)]))
  }

  @Test func digestsAreReadAsTheyAreWritten_andNothingElse() {
    let digest = Digest(low: 7, high: 0xffee_0000_0000_0001)
    #expect(Digest(digest.description) == digest)
    #expect(Digest(String(digest.description.dropLast())) == nil)
    #expect(Digest("+" + digest.description.dropFirst()) == nil)
    #expect(Digest(digest.description.uppercased()) == nil)
  }
}
