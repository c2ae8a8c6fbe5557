import ChangeModel

/// A value on its way through the steps of a mapping.
enum Cell: Hashable {
  case empty
  case text(String)
  case integer(Int64)
  case reference(RowID)

  init(_ text: String) {
    self = text.isEmpty ? .empty : .text(text)
  }

  var isEmpty: Bool { self == .empty }

  /// The text; the empty text for what is none.
  var text: String {
    if case .text(let text) = self { return text }
    return ""
  }

  var value: Value {
    switch self {
    case .empty: .null
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .reference(let id): .reference(RowReference(id: id))
    }
  }
}
