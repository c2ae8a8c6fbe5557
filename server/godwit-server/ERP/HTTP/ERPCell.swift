/// A value of a row as another system sends it: what a CSV file would have as a field.
enum ERPCell: Hashable, Decodable {
  case null
  case text(String)

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if box.decodeNil() {
      self = .null
    } else if let text = try? box.decode(String.self) {
      self = .text(text)
    } else if let flag = try? box.decode(Bool.self) {
      self = .text(flag ? "1" : "0")
    } else if let number = try? box.decode(Int64.self) {
      self = .text(String(number))
    } else {
      self = .text("\(try box.decode(Double.self))")
    }
  }

  var field: String? {
    switch self {
    case .null: nil
    case .text(let text): text
    }
  }
}
