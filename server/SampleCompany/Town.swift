/// A place where customers are.
struct Town: Hashable, Sendable {
  var name: String
  var region: String
  var country: String
  /// Millionths of a degree.
  var latitude: Int
  var longitude: Int
  /// The first digits of its postal codes, and how many follow.
  var postal: String
  var postalDigits: Int
  var callingCode: String
  var areaCode: String

  var isChinese: Bool { country == "China" }

  /// One of them and its surroundings is a territory; then they begin again with another number.
  static let all: [Town] = [
    .init("Hamburg", "Hamburg", "Germany", 53_551_000, 9_993_700, "20", 3, "49", "40"),
    .init("上海", "上海", "China", 31_230_400, 121_473_700, "2000", 2, "86", "21"),
    .init("Leipzig", "Sachsen", "Germany", 51_339_700, 12_373_100, "04", 3, "49", "341"),
    .init("Lyon", "Auvergne-Rhône-Alpes", "France", 45_764_000, 4_835_700, "690", 2, "33", "4"),
    .init("杭州", "浙江", "China", 30_274_100, 120_155_100, "3100", 2, "86", "571"),
    .init("Gdańsk", "Pomorskie", "Poland", 54_352_000, 18_646_600, "80-", 3, "48", "58"),
    .init("Bilbao", "País Vasco", "Spain", 43_263_000, -2_935_000, "480", 2, "34", "94"),
    .init("成都", "四川", "China", 30_572_800, 104_066_800, "6100", 2, "86", "28"),
    .init("Graz", "Steiermark", "Austria", 47_070_700, 15_439_500, "80", 2, "43", "316"),
    .init("Torino", "Piemonte", "Italy", 45_070_300, 7_686_900, "101", 2, "39", "011"),
    .init("Malmö", "Skåne", "Sweden", 55_605_000, 13_003_800, "21", 3, "46", "40"),
    .init("广州", "广东", "China", 23_129_100, 113_264_400, "5100", 2, "86", "20"),
    .init("Gent", "Oost-Vlaanderen", "Belgium", 51_054_300, 3_717_400, "90", 2, "32", "9"),
    .init("Brno", "Jihomoravský kraj", "Czechia", 49_195_100, 16_606_800, "60", 3, "420", "54"),
    .init("Porto", "Norte", "Portugal", 41_157_900, -8_629_100, "40", 2, "351", "22"),
    .init("西安", "陕西", "China", 34_341_600, 108_939_800, "7100", 2, "86", "29"),
  ]

  private init(
    _ name: String, _ region: String, _ country: String, _ latitude: Int, _ longitude: Int, _ postal: String,
    _ postalDigits: Int, _ callingCode: String, _ areaCode: String
  ) {
    (self.name, self.region, self.country) = (name, region, country)
    (self.latitude, self.longitude) = (latitude, longitude)
    (self.postal, self.postalDigits) = (postal, postalDigits)
    (self.callingCode, self.areaCode) = (callingCode, areaCode)
  }
}

extension Town {
  func postalCode(_ dice: inout Dice) -> String {
    postal + (0..<postalDigits).map { _ in String(dice.roll(10)) }.joined()
  }

  func phone(_ dice: inout Dice) -> String {
    if isChinese, dice.percent(60) {
      return "+86" + dice.pick(["138", "139", "150", "186", "177"], or: "138") + digits(8, &dice)
    }
    return "+" + callingCode + areaCode + digits(isChinese ? 8 : 6, &dice)
  }

  /// A street with a number, as they are written there.
  func street(_ dice: inout Dice) -> String {
    let number = dice.roll(1...180)
    if isChinese { return dice.pick(Self.chineseStreets, or: "") + "\(number)号" }
    switch country {
    case "France", "Belgium": return "\(number) rue " + dice.pick(Self.saints, or: "")
    case "Italy": return "Via " + dice.pick(Self.saints, or: "") + " \(number)"
    case "Spain", "Portugal": return "Rua " + dice.pick(Self.saints, or: "") + ", \(number)"
    default: return dice.pick(Self.germanStreets, or: "") + " \(number)"
    }
  }

  private func digits(_ count: Int, _ dice: inout Dice) -> String {
    (0..<count).map { $0 == 0 ? String(dice.roll(1...9)) : String(dice.roll(10)) }.joined()
  }

  private static let chineseStreets = ["人民路", "解放路", "中山路", "和平路", "建设路", "新华路", "文化街", "长江路"]
  private static let saints = ["Garibaldi", "Pasteur", "Victor Hugo", "Santa Clara", "San Martino", "Carnot", "Verdi"]
  private static let germanStreets = [
    "Hafenstraße", "Lindenweg", "Am Markt", "Mühlgasse", "Ringstraße", "Kirchplatz", "Schulstraße", "Ahornallee",
  ]
}
