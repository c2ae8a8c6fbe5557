import ChangeModel

/// Something that the company sells.
struct Article: Sendable {
  var id: RowID
  var sku: String
  var name: String
  var group: String
  /// Minor units.
  var price: Int
  var unit: String
  /// Days after which it is replaced; nil for what is used up.
  var lifeDays: Int?
  /// How much more it sells, in percent, in each month from January.
  var season: [Int]
}

extension Article {
  private struct Group {
    var name: String
    var kinds: [String]
    var price: ClosedRange<Int>
    var unit: String
    var lifeDays: Int?
    var season: [Int]
  }

  private static let even = [Int](repeating: 100, count: 12)
  private static let winter = [130, 110, 100, 90, 80, 70, 60, 70, 90, 110, 140, 170]
  private static let summer = [60, 60, 80, 100, 130, 160, 170, 150, 110, 80, 60, 70]

  private static let groups = [
    Group(
      name: "tea", kinds: ["Green tea", "Black tea", "Oolong 乌龙", "White tea", "Jasmine tea 茉莉"], price: 350...2_400,
      unit: "packet", season: winter),
    Group(
      name: "coffee", kinds: ["Espresso beans", "Filter roast", "Decaf", "Cold brew"], price: 600...2_900,
      unit: "kilogram",
      season: even),
    Group(
      name: "cold drinks", kinds: ["Lemonade", "Iced tea", "Elderflower", "Ginger beer"], price: 90...450,
      unit: "bottle",
      season: summer),
    Group(
      name: "sweets", kinds: ["Biscuits", "Nougat", "Gingerbread", "Mooncake 月饼", "Chocolate"], price: 150...1_800,
      unit: "box", season: winter),
    Group(
      name: "tableware", kinds: ["Cup", "Saucer", "Teapot", "Glass", "Tray"], price: 250...4_500, unit: "each",
      lifeDays: 730, season: even),
    Group(
      name: "machines", kinds: ["Grinder", "Kettle", "Espresso machine", "Water filter"], price: 6_900...289_000,
      unit: "each", lifeDays: 1_460, season: even),
  ]

  private static let qualities = ["Classic", "Fine", "Harbour", "Mountain", "Garden", "House", "Reserve", "Light"]
  private static let sizes = ["small", "medium", "large"]

  /// The range, the same for every company of a seed.
  static func range(_ ids: RowIDs, seed: UInt64) -> [Article] {
    var dice = Dice(seed: seed, subject: 2, number: 0)
    var articles = [Article]()
    for (groupIndex, group) in groups.enumerated() {
      for kind in group.kinds {
        for quality in qualities where dice.percent(85) {
          let number = articles.count + 1
          let size = dice.pick(sizes, or: "medium")
          let price = dice.roll(group.price)
          articles.append(
            Article(
              id: ids.id("products", number), sku: "\(groupIndex + 1)\(number + 1_000)",
              name: "\(quality) \(kind), \(size)",
              group: group.name, price: max(10, price / 10 * 10 - 1), unit: group.unit, lifeDays: group.lifeDays,
              season: group.season))
        }
      }
    }
    return articles
  }
}
