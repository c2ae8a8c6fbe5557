/// What a value looks like: `9` for a digit, `a` and `A` for runs of letters, `字` for ideographs, signs as they are.
enum ValueShape {
  private static let lengthMax = 40

  static func of(_ text: String) -> String {
    var shape = ""
    var last: Character?
    for scalar in text.unicodeScalars {
      let sign = self.sign(of: scalar)
      if sign == last, sign != "9", sign.isLetter || sign == " " { continue }
      shape.append(sign)
      last = sign
      if shape.utf8.count > lengthMax { return shape + "…" }
    }
    return shape
  }

  private static func sign(of scalar: Unicode.Scalar) -> Character {
    let properties = scalar.properties
    if (48...57).contains(scalar.value) { return "9" }
    if properties.isIdeographic { return "字" }
    if properties.isUppercase { return "A" }
    if properties.isAlphabetic { return "a" }
    if properties.isWhitespace { return " " }
    return Character(scalar)
  }
}
