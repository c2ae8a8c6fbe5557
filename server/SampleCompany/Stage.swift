import ChangeModel

/// What all customers of a generated company have in common: where, who, and what is sold.
struct Stage: Sendable {
  struct Territory: Sendable {
    var id: RowID
    var name: String
    var town: Town
    var rep: RowID
  }

  let options: CompanyOptions
  let ids: RowIDs
  let territories: [Territory]
  let articles: [Article]
  /// When the history begins.
  let beginning: Int64

  init(_ options: CompanyOptions) {
    self.options = options
    ids = RowIDs(seed: options.seed)
    let ids = ids
    territories = (0..<options.reps).map { index in
      let town = Town.all[index % Town.all.count]
      let round = index / Town.all.count
      return Territory(
        id: ids.id("territories", index + 1), name: round == 0 ? town.name : "\(town.name) \(round + 1)", town: town,
        rep: ids.id("reps", index + 1))
    }
    articles = Article.range(ids, seed: options.seed)
    beginning = options.now - Int64(options.years) * 365 * Calendar.day
  }

  func dice(_ subject: UInt64, _ number: Int) -> Dice { Dice(seed: options.seed, subject: subject, number: number) }
}
