/// Names of people and shops, drawn from short lists; likeness to anyone is chance.
enum Names {
  static func person(_ town: Town, _ dice: inout Dice) -> String {
    if town.isChinese {
      let given = dice.pick(chineseGiven, or: "") + (dice.percent(70) ? dice.pick(chineseGiven, or: "") : "")
      return dice.pick(chineseFamilies, or: "") + given
    }
    return dice.pick(europeanGiven, or: "") + " " + dice.pick(europeanFamilies, or: "")
  }

  static func shop(_ town: Town, _ segment: String, _ dice: inout Dice) -> String {
    if town.isChinese {
      let trade = chineseTrades[segment] ?? "商贸"
      let word = dice.pick(chineseWords, or: "") + dice.pick(chineseWords, or: "")
      let isCompany = dice.percent(55)
      // A trade is not called a shop twice, nor is one who sells to shops called one.
      if !isCompany, segment == "hotel" { return town.name + word + trade }
      return town.name + word + trade + (isCompany || segment == "wholesale" ? "有限公司" : "店")
    }
    let trade = dice.pick(europeanTrades[segment] ?? [], or: "Handel")
    let form = dice.pick(forms[town.country] ?? [], or: "")
    let name = dice.pick(europeanFamilies, or: "")
    let partner = dice.percent(30) ? dice.pick(europeanFamilies.filter { $0 != name }, or: "") : ""
    let head = partner.isEmpty ? name : "\(name) & \(partner)"
    return [head, trade, form].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static let chineseFamilies = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "欧阳",
  ]
  private static let chineseGiven = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "霞", "平", "桂", "小", "文",
  ]
  private static let chineseWords = ["和", "兴", "隆", "盛", "达", "源", "福", "泰", "安", "华", "美", "佳", "鑫", "顺", "恒", "宏"]
  private static let chineseTrades = [
    "cafe": "咖啡茶饮", "retail": "百货", "hotel": "酒店", "restaurant": "餐饮", "wholesale": "贸易",
  ]
  private static let europeanGiven = [
    "Anna", "Lukas", "Marie", "Jonas", "Elena", "Pavel", "Ingrid", "Matteo", "Clara", "Tomasz", "Sofia", "Bruno",
    "Greta",
    "Henrik", "Inès", "Jakub", "Lucía", "Miguel", "Nora", "Oskar", "Paula", "Rita", "Stefan", "Thérèse", "Ulla", "Vera",
    "Björn", "Zoë", "Łukasz", "Müge",
  ]
  private static let europeanFamilies = [
    "Adler", "Bianchi", "Carlsson", "Dubois", "Eriksen", "Fischer", "García", "Horák", "Ilić", "Janssen", "Kowalska",
    "Lefèvre", "Moreau", "Nowak", "O'Leary", "Peeters", "Quiroga", "Rossi", "Şahin", "Święty", "Tavares", "Ulrich",
    "Vogel",
    "Weiß", "Ximénez", "Yıldız", "Zeman", "Ångström", "Ångberg", "Kühn", "Marchetti", "Brandt", "de Wit", "Løvås",
  ]
  private static let europeanTrades = [
    "cafe": ["Café", "Kaffeehaus", "Teestube", "Bar"], "retail": ["Feinkost", "Market", "Épicerie", "Delikatesy"],
    "hotel": ["Hotel", "Pension", "Gasthof"], "restaurant": ["Restaurant", "Trattoria", "Bistro", "Osteria"],
    "wholesale": ["Großhandel", "Trading", "Import"],
  ]
  private static let forms = [
    "Germany": ["GmbH", "KG", "", ""], "Austria": ["GmbH", ""], "France": ["SARL", "SAS", ""], "Italy": ["Srl", ""],
    "Spain": ["SL", ""], "Poland": ["Sp. z o.o.", ""], "Sweden": ["AB", ""], "Belgium": ["NV", ""],
    "Czechia": ["s.r.o.", ""], "Portugal": ["Lda", ""],
  ]
}
