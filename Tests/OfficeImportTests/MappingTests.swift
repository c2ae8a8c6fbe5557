import ChangeModel
import FieldSales
import OfficeImport
import Testing

@Suite struct MappingTests {
  func values(_ line: String, header: String, row: String, extra: String = "") throws -> Value {
    let file = try ScratchFile(header + "\n" + row + "\n")
    try file.add("k,v,n\na,apple,1.5\na2,,2\nb,pear,2.25\nb,plum,3\n", name: "side.csv")
    let text = "kind customers\nkey code\n\(extra)\nterritory_id = \"T\" | reference territories\nname = \"x\"\n\(line)"
    let trial = try TrialImport(file.path, kind: "customers", mapping: text)
    let column = line.prefix { $0 != " " }
    return try #require(trial.values(of: String(column)).first, "\(trial.report.issues)")
  }

  @Test(arguments: [
    (#"phone = p | trim"#, " 12 ", Value.text("12")), (#"phone = p"#, " 12 ", .text(" 12 ")),
    (#"phone = p | upper"#, "ab", .text("AB")), (#"phone = p | lower"#, "AB", .text("ab")),
    (#"phone = p | default "none""#, "", .text("none")), (#"phone = p"#, "", .null),
    (#"phone = p | default code"#, "", .text("1")), (#"phone = p | unless code"#, "1", .null),
    (#"phone = p | unless code"#, "2", .text("2")), (#"phone = "+", p, code | join "-""#, "7", .text("+-7-1")),
    (#"phone = p, code | join ", ""#, "", .text("1")), (#"phone = p | map "a" = "x", "b" = "y""#, "b", .text("y")),
    (#"phone = p | map "a" = "x", else p"#, "c", .text("c")), (#"payment_days = p | integer"#, "30", .integer(30)),
    (#"credit_limit = p | money comma"#, "\"1.000,50\"", .integer(100_050)),
    (#"credit_limit = p | money places 0"#, "12", .integer(12)),
    (#"credit_limit = p | money | negate"#, "12.5", .integer(-1250)),
    (#"latitude = p | decimal 6 rounded"#, "41.49720229", .integer(41_497_202)),
    (#"consent_phone = p | boolean"#, "Yes", .integer(1)), (#"tags = p | set ";""#, "b; a;b", .text(#"["a","b"]"#)),
    (#"first_contact_at = p | date"#, "1970-01-02", .integer(86_400_000)),
    (#"phone = p | json Title"#, #""{""Title"": ""Boss"", ""n"": 3}""#, .text("Boss")),
    (#"phone = p | json n"#, #""{""Title"": ""Boss"", ""n"": [3]}""#, .text("[3]")),
    (#"phone = p | json other"#, #""{""Title"": 1}""#, .null), (#"phone = [p] # a comment"#, "1", .text("1")),
    (#"phone = p | lookup side v"#, "a", .text("apple")), (#"phone = p | find side v"#, "zz", .null),
    (#"credit_limit = p | sum side n | money"#, "b", .integer(525)),
    (#"credit_limit = p | sum side n * n | money places 4"#, "b", .integer(140_625)),
    (#"credit_limit = p | sum side n | money"#, "zz", .integer(0)),
  ])
  func step_doesWhatItSays(line: String, field: String, value: Value) throws {
    let result = try values(line, header: "code,p", row: "1," + field, extra: #"file side = "side.csv" by k"#)
    #expect(result == value)
  }

  @Test(arguments: [
    ("customers", "test.map: the first line has to be `kind KIND`."),
    (
      "kind customs",
      "There is no kind \"customs\". Kinds are \(ImportKind.all.map(\.name).joined(separator: ", "))."
    ),
    ("kind customers\nname = n", "test.map: there is no line `key COLUMN`."),
    ("kind customers\nkey n", "test.map: it fills no column."),
    ("kind customers\nkey n\nname n", "test.map, line 3: `=` is missing before `n`."),
    ("kind customers\nkey n\nname = n | shout", "test.map, line 3: there is no step `shout`."),
    ("kind customers\nkey n\nname = \"n", "test.map, line 3: a quotation mark or bracket is never closed."),
    ("kind customers\nkey n\nname = n, n", "test.map, line 3: several values need `| join \"...\"`."),
    (
      "kind customers\nkey n\nname = n | date \"YY\"",
      "test.map, line 3: \"YY\" is no date format; it needs YYYY or YY, MM or M, and DD or D."
    ),
    ("kind customers\nkey n\nname = n extra", "test.map, line 3: this is too much before `extra`."),
    ("kind customers\nkey n\nskip when n is \"x\"\nname = n", "test.map, line 3: `because` is missing at the end."),
  ])
  func badMapping_isRefusedWithItsLine(text: String, message: String) {
    #expect(throws: ImportFault(message)) { _ = try Mapping.parse(text, name: "test.map") }
  }

  @Test(arguments: [
    ("nam = n", "customers have no column `nam`"),
    ("name = m", "the file has no column `m`. Columns are n."),
    ("credit_limit = n", "`credit_limit` holds whole numbers; add `| integer`, `| money` or `| date`"),
    ("territory_id = n", "`territory_id` names a row; add `| reference territories`"),
    ("name = n | integer", "`name` holds text; leave out the last step"),
    ("name = n | lookup side v", "there is no line `file side = ...`"),
    ("let a = b\nlet b = n\nname = a", "`b` is defined only further down"),
    ("let a = a\nname = a", "`a` is defined only further down"),
  ])
  func mappingThatDoesNotFitTheFile_isRefused(line: String, message: String) throws {
    let file = try ScratchFile("n\n1\n")
    let fault = #expect(throws: ImportFault.self) {
      _ = try TrialImport(file.path, kind: "customers", mapping: "kind customers\nkey n\n" + line)
    }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "")")
  }

  @Test(arguments: ["\r\n", "\r"])
  func mappingWithOtherLineEnds_isTheSame(end: String) throws {
    let text = "kind customers\nkey n\n\nname = n,\n  m | join \" \" # both\nphone = \"a\""
    let mapping = try Mapping.parse(text, name: "test.map")
    #expect(try Mapping.parse(text.replacing("\n", with: end), name: "test.map") == mapping)
    #expect(mapping.columns.map(\.line) == [4, 6])
  }

  @Test func everyBuiltInMapping_isReadable() throws {
    for name in Mapping.builtInNames {
      let found = try ImportKind.all.compactMap { kind in
        try Mapping.builtInText(name, kind: kind).map { try Mapping.parse($0, name: name) }
      }
      #expect(found.count >= 4, "\(name)")
    }
    #expect(Mapping.builtInText("nobody", kind: try .named("customers")) == nil)
  }

  @Test func ambiguousLookup_isAFault() throws {
    let file = try ScratchFile("code\nb\n")
    try file.add("k,v\nb,pear\nb,plum\n", name: "side.csv")
    let text = "kind territories\nkey code\nfile side = \"side.csv\" by k\nname = code | lookup side v"
    let trial = try TrialImport(file.path, kind: "territories", mapping: text)
    #expect(trial.report.issues.map(\.message) == ["name: side has several rows for \"b\""])
  }

  @Test func references_pointToTheRowsOfTheirKind() throws {
    let territories = try ScratchFile("t\nNorth\n")
    let customers = try ScratchFile("c,t\n1,North \n")
    let parent = try TrialImport(
      territories.path, kind: "territories", mapping: "kind territories\nsource erp\nkey t\nname = t")
    let child = try TrialImport(
      customers.path, kind: "customers",
      mapping: "kind customers\nsource erp\nkey c\nname = c\nterritory_id = t | reference territories")
    #expect(child.values(of: "territory_id").first?.reference?.id == parent.rows.first?.id)
  }
}
