import ChangeModel

/// How much encoded change sets are once they are decoded: a few bytes may stand for very many equal cells.
struct PushSize {
  /// Row changes and cells.
  private(set) var cells = 0
  /// Texts and blobs, each as often as it is written.
  private(set) var valueBytes = 0
  /// The encoded bytes.
  private var bytes = 0

  init(bytes: Int = 0) {
    self.bytes = bytes
  }

  init(_ changeSet: ChangeSet, bytes: Int) {
    self.bytes = bytes
    for change in changeSet.changes {
      cells += 1 + change.cells.count
      for cell in change.cells { valueBytes += cell.edit.byteCount }
    }
  }

  init(_ item: PreparedPush.Item) {
    if case .success(let changeSet) = item.content {
      self.init(changeSet, bytes: item.bytes.count)
    } else {
      self.init(bytes: item.bytes.count)
    }
  }

  /// About how many bytes of memory it takes: a cell takes some 40.
  var memory: Int { bytes + 40 * cells }

  static func + (left: PushSize, right: PushSize) -> PushSize {
    var sum = left
    sum.cells += right.cells
    sum.valueBytes += right.valueBytes
    sum.bytes += right.bytes
    return sum
  }
}

extension Edit {
  /// The bytes of its texts and blobs.
  fileprivate var byteCount: Int {
    switch self {
    case .set(.text(let text)): text.utf8.count
    case .set(.blob(let bytes)): bytes.count
    case .set, .add: 0
    case .elements(let added, let removed): (added + removed).reduce(0) { $0 + $1.utf8.count }
    case .text(let base, let new): (base?.utf8.count ?? 0) + (new?.utf8.count ?? 0)
    }
  }
}
