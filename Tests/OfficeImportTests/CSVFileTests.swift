import Foundation
import OfficeImport
import Testing

@Suite struct CSVFileTests {
  func firstRecord(_ file: ScratchFile, _ encoding: TextEncoding = .utf8) throws -> [String] {
    var csv = try CSVFile(path: file.path, encoding: encoding)
    guard let record = try csv.next() else { return [] }
    return (0..<record.fieldCount).map { record.text(of: $0, as: encoding) ?? "?" }
  }

  @Test func byteOrderMark_isNoPartOfTheFirstName() throws {
    let file = try ScratchFile([0xEF, 0xBB, 0xBF] + Array("code,name\n1,Ada".utf8))
    #expect(try CSVFile(path: file.path).header == ["code", "name"])
  }

  @Test(arguments: [("a;b;c\n1,5;2;3", ["1,5", "2", "3"]), ("a\tb\n1\t2", ["1", "2"]), ("a|b\n1|2", ["1", "2"])])
  func delimiter_isFoundInTheHeader(text: String, fields: [String]) throws {
    #expect(try firstRecord(ScratchFile(text)) == fields)
  }

  @Test func latin1_isRefusedWithLineAndByte_andReadWhenNamed() throws {
    let file = try ScratchFile(Array("code,name\n1,Ada\n2,Mu".utf8) + [0xF1] + Array("oz\n".utf8))
    let fault = #expect(throws: ImportFault.self) { _ = try CSVFile(path: file.path) }
    #expect(
      fault?.message
        == "\(file.path), line 3: byte 21 (0xF1) is not UTF-8. Save it as UTF-8, or say how it is written with"
        + " `--encoding latin1` (or `windows1252`, `gb18030`). Nothing was imported.")
    var csv = try CSVFile(path: file.path, encoding: .latin1)
    _ = try csv.next()
    #expect(try csv.next()?.text(of: 1, as: .latin1) == "Muñoz")
  }

  @Test func windows1252_readsTheEuroSign() throws {
    #expect(try firstRecord(ScratchFile(Array("a,b\n".utf8) + [0x80, 0x2C, 0xE9]), .windows1252) == ["€", "é"])
  }

  @Test func utf16_isRefusedByName() throws {
    let file = try ScratchFile([0xFF, 0xFE, 0x61, 0x00])
    let fault = #expect(throws: ImportFault.self) { _ = try CSVFile(path: file.path) }
    #expect(fault?.message.contains("It looks like UTF-16: save it as UTF-8, or say `--encoding utf16`.") == true)
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xE0, 0x80, 0x80],
    ] as [[UInt8]])
  func brokenUTF8_isFound(bytes: [UInt8]) {
    var check = UTF8Check()
    #expect((check.look(at: bytes) ?? check.end()) != nil)
  }

  @Test func everyCharacterLength_isGoodUTF8_inPiecesToo() {
    var check = UTF8Check()
    for byte in "aé€😀\n".utf8 { #expect(check.look(at: [byte]) == nil) }
    #expect(check.end() == nil)
  }

  /// `printf 'code,name\n1,Ada\n' | gzip -n`, twice in a row: two members.
  @Test func gzip_isReadByItsContent_allMembers() throws {
    let member = try #require(Data(base64Encoded: "H4sIAAAAAAAC/0vOT0nVyUvMTeUy1HFMSeQCABu3kOcQAAAA"))
    let file = try ScratchFile(Array(member + member), name: "no-suffix")
    var csv = try CSVFile(path: file.path)
    #expect(csv.header == ["code", "name"])
    var keys = [String]()
    while let record = try csv.next() { keys.append(record.text(of: 0, as: .utf8) ?? "") }
    #expect(keys == ["1", "code", "1"])
    let cut = try ScratchFile(Array(member.dropLast(10)))
    let fault = #expect(throws: ImportFault.self) { _ = try CSVFile(path: cut.path) }
    #expect(fault?.message.contains("ends in the middle of its gzip data") == true)
  }

  @Test func headerWithOneNameTwice_orNone_getsNamesThatCanBeToldApart() throws {
    let file = try ScratchFile("a,a,a (2),,a\n")
    #expect(try CSVFile(path: file.path).header == ["a", "a (3)", "a (2)", "column 4", "a (4)"])
  }

  @Test func chineseEncodings_areRead_andDelimitersAreNoPartOfTheirCharacters() throws {
    // 客户,名称 / C1,李娜 in GB 2312, then a character that GB 18030 alone has, in four bytes.
    let bytes: [UInt8] =
      [0xBF, 0xCD, 0xBB, 0xA7, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x0D, 0x0A, 0x43, 0x31, 0x2C, 0xC0, 0xEE, 0xC4, 0xC8]
      + [0x81, 0x39, 0xF9, 0x38, 0x0D, 0x0A]
    let file = try ScratchFile(bytes)
    #expect(try CSVFile(path: file.path, encoding: .gb18030).header == ["客户", "名称"])
    #expect(try firstRecord(file, .gb18030) == ["C1", "李娜㑮"])
    #expect(TextEncoding(name: "GBK") == .gb18030)
    let wide = "a\tb\r\n1\t王\r\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try firstRecord(ScratchFile([0xFF, 0xFE] + wide), .utf16) == ["1", "王"])
  }

  @Test func whatIsNoChinese_isRefusedWithItsLine() throws {
    for bytes in [Array("a,b\n1,".utf8) + [0xFF], Array("a,b\n1,".utf8) + [0xBF]] as [[UInt8]] {
      let file = try ScratchFile(bytes)
      let fault = #expect(throws: ImportFault.self) { _ = try CSVFile(path: file.path, encoding: .gb18030) }
      #expect(fault?.message.contains("line 2: the byte 0x") == true)
    }
  }

  @Test func aCharacterOnTheSeamOfTwoPieces_isReadWhole() throws {
    let name = String(repeating: "李", count: 200_000)
    let bytes = Array("a,bb\n1,x".utf8) + (0..<200_000).flatMap { _ in [UInt8(0xC0), 0xEE] }
    #expect(try firstRecord(ScratchFile(bytes), .gb18030) == ["1", "x" + name])
  }

  @Test func emptyFile_andMissingFile_areRefused() throws {
    let empty = try ScratchFile("")
    #expect(throws: ImportFault.self) { _ = try CSVFile(path: empty.path) }
    #expect(throws: ImportFault("/no/such/file cannot be read. Check the name and that you may read it.")) {
      _ = try CSVFile(path: "/no/such/file")
    }
  }
}
