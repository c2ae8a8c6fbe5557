import ChangeModel

@testable import OfficeImport

/// Files that an office hands in from other programs.
extension Decoder {
  static let office: [Decoder] = [
    Decoder("csv", share: 30, seeds: { _ in files.map { Array($0.utf8) } }, take: takeCSV),
    Decoder("mapping", share: 30, bytesMax: 512, seeds: { _ in mappings.map { Array($0.utf8) } }, take: takeMapping),
    Decoder("numbers", share: 30, bytesMax: 64, seeds: { _ in numbers.map { Array($0.utf8) } }, take: takeNumbers),
  ]

  // MARK: CSV

  /// A file may come in any pieces, and what is written can be read.
  private static func takeCSV(_ bytes: [UInt8]) {
    let records = records(of: [bytes])
    for cut in [bytes.count / 3, bytes.count / 2] {
      let other = self.records(of: [Array(bytes[..<cut]), Array(bytes[cut...])])
      require(
        other.map(\.bytes) == records.map(\.bytes) && other.map(\.ends) == records.map(\.ends), "cuts are nothing")
      require(other.map(\.line) == records.map(\.line), "lines are counted alike")
    }
    for record in records where record.fault == nil {
      let fields = (0..<record.fieldCount).compactMap { record.text(of: $0, as: .utf8) }
      guard fields.count == record.fieldCount, fields != [""] else { continue }
      let again = self.records(of: [Array(CSVWriter.line(fields).utf8)])
      require(again.count == 1 && again[0].fault == nil, "a written record is one")
      let texts = (0..<again[0].fieldCount).compactMap { again[0].text(of: $0, as: .utf8) }
      require(texts.elementsEqual(fields, by: isSame), "the fields come back")
    }
    var check = UTF8Check()
    let isText = check.look(at: bytes) == nil && check.end() == nil
    require(isText == (TextEncoding.utf8.text(bytes) != nil), "both say what UTF-8 is")
  }

  private static func records(of pieces: [[UInt8]]) -> [CSVRecord] {
    var reader = CSVReader(MemorySource(pieces))
    var records = [CSVRecord]()
    while let record = try? reader.next() { records.append(record) }
    return records
  }

  // MARK: Mappings, numbers and dates

  private static func takeMapping(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let mapping = try? Mapping.parse(text, name: "x")
    if text.utf8.contains(0x0D) { return }
    let returned = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    require((try? Mapping.parse(String(decoding: returned, as: UTF8.self), name: "x")) == mapping, "CR LF ends a line")
  }

  /// Two texts with a NUL between them.
  private static func takeNumbers(_ bytes: [UInt8]) {
    let texts = bytes.split(separator: 0, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
    let decimals = texts.compactMap { ExactDecimal($0) }
    for decimal in decimals {
      require(ExactDecimal(decimal.description) == decimal, "a number comes back")
      if let cents = decimal.scaled(to: 2) {
        require(decimal.scaled(to: 2, isRounded: true) == cents, "nothing to round")
      }
    }
    if decimals.count == 2 {
      require(decimals[0].adding(decimals[1]) == decimals[1].adding(decimals[0]), "sums do not depend on the order")
      _ = decimals[0].multiplied(by: decimals[1])?.scaled(to: 2, isRounded: true)
    }
    for text in texts {
      for form in NumberForm.allCases { _ = ExactDecimal(text, in: form) }
      _ = DateFormat.isoMilliseconds(text)
    }
    if let pattern = texts.first, let text = texts.last { _ = DateFormat(pattern)?.milliseconds(text) }
  }

  // MARK: Seeds

  private static let files = [
    "id,name\n1,\"Kiosk \"\"Nord\"\"\"\r\n2,\"two\nlines\"\r3,x\"y\n\n", "a;b\n", "\"never closed",
  ]
  private static let numbers = [
    "-12.345\01,5", "1.234,50\00.005", "YYYY-MM-DD hh:mm:ss\02026-02-29 10:11:12", "D.M.YYYY\01.2.2026",
    "2026-11-22T10:11:12.5Z", "9223372036854775807\00.1",
  ]
  private static var mappings: [String] {
    ["territories", "reps", "products"].compactMap { Mapping.classicModels[$0] } + [
      "kind orders\nkey a, b\nfile f = \"x.csv\" by k\nskip when a is not empty because \"old\"\ndelimiter \";\"\n"
        + "encoding latin1\ndistinct\nlet t = a, b | join \"-\"\nplaced_at = c | date \"D.M.YYYY\" | default t\n"
        + "total = d | sum f x * y | money comma rounded\n# end\nstate = e | map \"1\" = \"draft\", else \"sent\""
    ]
  }
}
