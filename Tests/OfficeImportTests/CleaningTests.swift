import ChangeModel
import OfficeImport
import Testing

@Suite struct CleaningTests {
  @Test(arguments: [
    ("+49 69 66 90 2555", "", "+496966902555"), ("0044 20 7946 0958", "", "+442079460958"),
    ("+44 (0)20 7946 0958", "", "+442079460958"), ("020 7946 0958", "44", "+442079460958"),
    ("(171) 555-7788", "44", "+441715557788"), ("7025551838", "1", "+17025551838"),
    ("1-702-555-1838", "1", "+17025551838"), ("02 4982 1234", "39", "+390249821234"),
    ("138 0013 8000", "86", "+8613800138000"), ("０２１－６８８８ ００００", "86", "+862168880000"),
    ("(206) 555-9857 ext. 54", "1", "+12065559857 x54"),
  ])
  func phone_isBroughtIntoInternationalForm(text: String, code: String, number: String) {
    #expect(PhoneNumber.international(text, callingCode: code) == number)
  }

  /// What cannot be dialled from abroad is kept as it was written, not lost.
  @Test(arguments: [("x 54", "1"), ("ask  Ada", "44"), ("030-0074321", ""), ("", "1"), ("+1", ""), ("112", "49")])
  func whatIsNoInternationalNumber_staysAsWritten(text: String, code: String) {
    #expect(PhoneNumber.international(text, callingCode: code) == TextForm.spaces.applied(to: text))
  }

  @Test(arguments: [
    ("  ADA   KITES GMBH ", "Ada Kites GmbH"), ("o\u{2019}brien and sons", "O'Brien and Sons"),
    ("joe's shop", "Joe's Shop"), ("王 小明", "王小明"), ("McDonald", "McDonald"), ("IBM", "IBM"),
    ("ＡＢＣ　商店", "ABC 商店"), ("meier-schulz", "Meier-Schulz"), ("", ""),
  ])
  func name_isWrittenAsPeopleWriteIt(text: String, name: String) {
    #expect(TextForm.name.applied(to: text) == name)
  }

  @Test func address_losesStrayCommasAndBlanks() {
    #expect(TextForm.address.applied(to: " 12  High St ,, Flat 3 , ") == "12 High St, Flat 3")
  }

  @Test func misreadText_isPutRight_andOtherTextLeftAlone() {
    #expect(TextForm.repair.applied(to: "Ch\u{C3}\u{A1}vez") == "Ch\u{E1}vez")
    #expect(TextForm.repair.applied(to: "Ch\u{E1}vez") == "Ch\u{E1}vez")
  }

  @Test func everyForm_changesNothingTheSecondTime() {
    for text in ["  A  b ,c", "ÉCOLE DE VIE", "王 伟", "Ｘ", "o'neil-smith", "Ch\u{C3}\u{A1}vez"] {
      for form in [TextForm.spaces, .name, .address, .repair] {
        let once = form.applied(to: text)
        #expect(form.applied(to: once) == once, "\(form) of \(text)")
      }
    }
  }
}
