import OfficeImport
import Testing

@Suite struct CSVReaderTests {
  /// The fields of all records, with the line on which each begins.
  func read(_ text: String, pieces: Int = 1 << 20) throws -> [(line: Int, fields: [String], fault: String?)] {
    let bytes = Array(text.utf8)
    let chunks = stride(from: 0, to: bytes.count, by: pieces).map { Array(bytes[$0..<min(bytes.count, $0 + pieces)]) }
    var reader = CSVReader(MemorySource(chunks))
    var records = [(line: Int, fields: [String], fault: String?)]()
    while let record = try reader.next() {
      let fields = (0..<record.fieldCount).map { record.text(of: $0, as: .utf8) ?? "?" }
      records.append((record.line, fields, record.fault))
    }
    return records
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a,\n,b", [["a", ""], ["", "b"]]), ("a,b,", [["a", "b", ""]]), ("\n\na\n\n\nb\n", [["a"], ["b"]]),
    (#""a ""b"" c",d"#, [[#"a "b" c"#, "d"]]), ("\"a,b\",c", [["a,b", "c"]]), ("\"\",x", [["", "x"]]),
    ("\"a\nb\",c\nd,e", [["a\nb", "c"], ["d", "e"]]), ("\"a\r\nb\",c\r\nd,e", [["a\r\nb", "c"], ["d", "e"]]),
    (#"5" pipe,x"#, [[#"5" pipe"#, "x"]]), (" a , b ", [[" a ", " b "]]), ("", []), ("\"a\"", [["a"]]),
  ])
  func fields_areReadAsTheyStand(text: String, fields: [[String]]) throws {
    for pieces in 1...8 {
      #expect(try read(text, pieces: pieces).map(\.fields) == fields, "in pieces of \(pieces)")
    }
  }

  @Test func lines_areCountedThroughQuotedBreaks() throws {
    #expect(try read("h\n\"a\nb\"\nc\n\nd").map(\.line) == [1, 2, 4, 6])
    #expect(try read("h\r\n\"a\r\nb\"\r\nc").map(\.line) == [1, 2, 4])
  }

  @Test func textAfterAClosingQuote_isAFault_andTheNextLineIsGood() throws {
    let records = try read("\"a\"b,c\nd,e\n")
    #expect(records[0].fault == "there is text after the closing quotation mark of field 1")
    #expect(records[1].fields == ["d", "e"])
    #expect(records[1].fault == nil)
  }

  @Test func quoteThatIsNeverClosed_isAFault() throws {
    let records = try read("a,b\n1,\"2\n3,4\n")
    #expect(records.last?.fault == "the quotation mark of field 2 is never closed")
    #expect(records.last?.line == 2)
  }

  @Test func endlessRecord_endsTheImport() throws {
    #expect(throws: ImportFault.self) {
      _ = try read("\"" + String(repeating: "x", count: CSVReader.recordBytesMax + 1))
    }
  }

  @Test func randomRecords_surviveWritingAndReading() throws {
    var state: UInt64 = 42
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let letters = ["a", "\"", ",", "\n", "\r\n", " ", "é", "\r"]
    for _ in 0..<300 {
      let records = (0...draw(4)).map { _ in
        (0...1 + draw(3)).map { _ in (0..<draw(5)).map { _ in letters[draw(8)] }.joined() }
      }
      let text = records.map { $0.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") }
        .joined(separator: draw(2) == 0 ? "\n" : "\r\n")
      #expect(try read(text, pieces: 1 + draw(5)).map(\.fields) == records)
    }
  }
}
