import ChangeModel

@testable import SyncProtocol

extension InvalidVectors {
  /// Bytes made by a few writes.
  static func made(_ body: (inout ByteWriter) -> Void) -> [UInt8] {
    var writer = ByteWriter()
    body(&writer)
    return writer.bytes
  }

  private static func enrol(code: [UInt8], key: Int = 32) -> [UInt8] {
    frame(
      kind: 1,
      payload: made {
        $0.write(blob: code)
        $0.write(blob: [UInt8](repeating: 7, count: key))
        $0.write(text: "")
      })
  }

  static let payloads: [InvalidVector] = [
    InvalidVector(name: "bad-utf8", about: "An enrolment code is not UTF-8.", bytes: enrol(code: [0xC3, 0x28])),
    InvalidVector(name: "overlong-utf8", about: "A NUL in two bytes.", bytes: enrol(code: [0xC0, 0x80])),
    InvalidVector(name: "surrogate-utf8", about: "A lone surrogate.", bytes: enrol(code: [0xED, 0xA0, 0x80])),
    InvalidVector(name: "short-key", about: "A public key of 31 bytes.", bytes: enrol(code: [0x41], key: 31)),
    InvalidVector(
      name: "code-over-limit", about: "An enrolment code of 201 bytes.", code: .tooLarge,
      bytes: enrol(code: [UInt8](repeating: 0x41, count: 201))),
    InvalidVector(
      name: "overlong-varint", about: "An error code of 1 in two bytes.",
      bytes: frame(kind: 9, payload: [0x81, 0, 0, 0, 0, 0])),
    InvalidVector(
      name: "wide-varint", about: "An integer of 70 bits.",
      bytes: frame(kind: 9, payload: [UInt8](repeating: 0xFF, count: 9) + [0x7F, 0, 0, 0, 0])),
    InvalidVector(
      name: "unknown-error", about: "An error with the code 99.", bytes: frame(kind: 9, payload: [99, 0, 0, 0, 0])),
    InvalidVector(
      name: "unknown-scope", about: "A scope code whose low bits are 3.",
      bytes: frame(kind: 7, payload: [7, 3, 0, 1, 2, 0])),
    InvalidVector(
      name: "backward-range", about: "A range that ends before it begins.",
      bytes: frame(kind: 7, payload: [0, 3, 0, 1, 2] + [UInt8](repeating: 0xFF, count: 9) + [1])),
    InvalidVector(
      name: "ranges-over-limit", about: "More ranges than one request may have.", code: .tooLarge,
      bytes: frame(kind: 7, payload: [0, 3, 0, 0x81, 0x20] + [UInt8](repeating: 0, count: 64))),
    InvalidVector(
      name: "table-over-limit", about: "The table 250.", code: .tooLarge,
      bytes: frame(kind: 7, payload: [0, 0xFA, 1, 0, 0])),
  ]

  /// A change set with the head of the vector `one-integer` and these groups.
  private static func changeSet(
    flags: UInt8 = 0, device: UInt8 = 12, ids: [UInt8] = [0], _ groups: [UInt8]
  ) -> [UInt8] {
    [0x10 | flags, device, 1, 5, 0, 9] + ids + groups
  }

  static let changeSets: [InvalidVector] = [
    set("unknown-layout", "The high half of the first byte is not 1.", [0x20, 12, 1, 5, 0, 9, 0, 0]),
    set("unknown-flag", "The flag 8 has no meaning.", changeSet(flags: 8, [0])),
    set("zero-device", "Nobody is not a device.", changeSet(device: 0, [0])),
    set("zero-row", "A delete of row 0.", changeSet([1, 3, 2, 5, 0])),
    set("insert-by-number", "An insert names its row by number.", changeSet([1, 3, 0, 5, 9, 1, 0])),
    set("unknown-kind-of-change", "The kind 3.", changeSet([1, 3, 3, 5, 9])),
    set(
      "mask-beyond-columns", "A mask with the column 62.",
      changeSet([1, 3, 1, 5, 9, 1] + [UInt8](repeating: 0x80, count: 8) + [0x40, 0])),
    set("no-mask", "An update without a mask.", changeSet([1, 3, 1, 5, 9, 0])),
    set("place-beyond-ids", "A row named by an ID that is not there.", changeSet([1, 3, 2, 6, 0])),
    set("count-beyond-bytes", "40,000 deletes in a few bytes.", changeSet([1, 3, 10, 0xC0, 0xB8, 2, 5, 9])),
    set("one-row-twice", "Two deletes of row 9.", changeSet([1, 3, 10, 2, 5, 9])),
    // One element added three times: they would take less than a byte each.
    set(
      "one-element-thrice", "A set gets \"x\" three times.",
      changeSet([1, 3, 1, 5, 9, 1, 1, 0x61, 0, 6, 0, 0, 3, 1, 0x78])),
    set("group-twice", "Two groups of deletes in one table.", changeSet([2, 3, 2, 5, 9, 3, 2, 5, 8])),
    set("rows-over-limit", "50,001 row changes.", code: .tooLarge, changeSet([1, 3, 10, 0xD1, 0x86, 3, 5, 9])),
    set("ids-beyond-bytes", "A million IDs in no bytes.", changeSet(ids: [0xC0, 0x84, 0x3D], [0])),
    set("unknown-form", "A column in the form 0x0A.", changeSet([1, 3, 1, 5, 9, 1, 1, 0x0A, 0])),
    set("nested-nullable", "A column with NULLs inside a column with NULLs.", nested),
    set("zero-reference", "A reference to row 0.", changeSet([1, 3, 1, 5, 9, 1, 1, 5, 0])),
    set(
      "runs-leave-out", "The order of the changes leaves one out.",
      changeSet(flags: 4, [1, 3, 10, 2, 0x21, 2, 1, 2, 1, 0, 0, 0, 2])),
    set("base-beyond-text", "A base that has more in common with a text than its length.", base),
    set("trailing-bytes-in-change-set", "A byte follows the last group.", changeSet([0, 0])),
    set(
      "text-over-limit", "A text of 2 MiB.", code: .tooLarge, changeSet([1, 3, 1, 5, 9, 1, 1, 3, 0x80, 0x80, 0x80, 1])),
  ]

  /// Two rows; the column's bits say that one is present, and it is a column with NULLs again.
  private static let nested = changeSet([1, 3, 9, 2, 0x21, 2, 1, 2, 1, 1, 0x0D, 1, 0x0D, 1, 0])

  /// The text "a" with a common start of 9 bytes.
  private static let base = changeSet([1, 3, 1, 5, 9, 1, 1, 0x62, 3, 1, 0x61, 0, 18, 0, 0, 4, 0])

  private static func set(
    _ name: String, _ about: String, code: ErrorReply.Code = .malformed, _ bytes: [UInt8]
  ) -> InvalidVector {
    InvalidVector(name: name, about: about, form: .changeSet, code: code, bytes: bytes)
  }

  static let deltas: [InvalidVector] = [
    delta("delta-unknown-layout", "The first byte is not 0x10.", [0x11, 0, 0]),
    delta("delta-rows-descend", "Full rows 5 and 4.", [0x10, 0, 1, 3, 0, 2, 0, 2, 10, 8, 0x10, 0, 0, 0, 0, 0]),
    delta("delta-zero-row", "Cells of row 0.", [0x10, 0, 1, 3, 0, 0, 1, 0, 0, 1, 1, 0]),
    delta("delta-tables-descend", "Table 3 twice.", [0x10, 0, 2, 3, 0, 0, 0, 3, 0, 0, 0]),
    delta(
      "delta-mask-beyond-columns", "A mask with the column 62.",
      [0x10, 0, 1, 3, 0, 0, 1, 0, 2, 1] + [UInt8](repeating: 0x80, count: 8) + [0x40, 0]),
    delta("delta-rows-beyond-bytes", "A million rows in no bytes.", [0x10, 0, 1, 3, 0xC0, 0x84, 0x3D, 0, 0, 5, 1]),
    delta("delta-one-row-twice", "Row 9 is gone twice.", [0x10, 0, 1, 3, 2, 0, 0, 5, 9]),
    delta("delta-trailing-bytes", "A byte follows the last table.", [0x10, 0, 0, 0]),
  ]

  private static func delta(_ name: String, _ about: String, _ bytes: [UInt8]) -> InvalidVector {
    InvalidVector(name: name, about: about, form: .delta, bytes: bytes)
  }
}
