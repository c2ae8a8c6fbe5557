import OfficeImport

/// A file of the ERP: what it holds, and its place among those of its kind.
struct ERPFile: Hashable {
  enum Content: Hashable {
    case rows(ImportKind)
    case acknowledgements
  }

  let name: String
  let content: Content

  /// Reads names such as `products.csv`, `stock_levels-000123.csv` and `invoices-2026-11-22.csv.gz`.
  /// - Returns: nil when the name begins with no kind.
  init?(_ name: String) {
    self.name = name
    let word = String(name.prefix { $0 != "-" && $0 != "." })
    if word == "acknowledgements" {
      content = .acknowledgements
    } else if let kind = try? ImportKind.named(word) {
      content = .rows(kind)
    } else {
      return nil
    }
  }

  /// What each file says anew, so that an older one must not be read after a newer one. Entries of an account and answers are
  /// each of their own, and are read in any order.
  var isState: Bool {
    guard case .rows(let kind) = content else { return false }
    return kind.table != "ledger_entries"
  }

  /// What stands between the kind and the ending, such as `000123`; nil for a bare name.
  private var sequence: String? {
    guard let dash = name.firstIndex(of: "-") else { return nil }
    return String(name[name.index(after: dash)...].prefix { $0 != "." })
  }

  /// Whether another file of the kind has a later number or date in its name.
  func isOlder(than other: ERPFile) -> Bool {
    guard content == other.content, let own = sequence, let theirs = other.sequence else { return false }
    if let number = UInt64(own), let theirNumber = UInt64(theirs) { return number < theirNumber }
    return own < theirs
  }

  /// In this order files are read: parents before those that name them, of one kind by name.
  var rank: Int {
    guard case .rows(let kind) = content else { return -1 }
    return Self.order[kind] ?? Int.max
  }

  /// The order in which kinds refer to each other; price lists and warehouses come before what belongs to them.
  private static let order: [ImportKind: Int] = Dictionary(
    uniqueKeysWithValues: ImportKind.all.enumerated().map { ($0.element, $0.offset) })
}
