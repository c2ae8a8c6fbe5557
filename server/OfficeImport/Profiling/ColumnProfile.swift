/// What a column of a file holds, and what in it deserves a look.
public struct ColumnProfile: Hashable, Sendable, Codable {
  public struct Counted: Hashable, Sendable, Codable {
    public var value: String
    public var rows: Int
  }

  public var name: String
  public var rows: Int
  public var empty: Int
  /// Different values; at least so many when `isCut`.
  public var different: Int
  public var isCut: Bool
  /// What all values can be read as, in words.
  public var form: String
  /// The least and greatest: numbers and dates by their worth, texts by their spelling.
  public var least: String
  public var greatest: String
  public var common: [Counted]
  public var shapes: [Counted]
  public var shapeCount: Int
  /// Values with blanks at an end.
  public var withEdgeBlanks: Int
  /// Values that look as if they had been read in the wrong encoding.
  public var misread: Int
  /// Values that differ from another only by case, blanks or width.
  public var nearlyEqual: Int
  /// Numbers far outside the middle half.
  public var outliers: [Counted]
  public var outlierRows: Int

  enum CodingKeys: String, CodingKey {
    case name, rows, empty, different, form, least, greatest, common, shapes, misread, outliers
    case isCut = "is_cut"
    case shapeCount = "shape_count"
    case withEdgeBlanks = "with_edge_blanks"
    case nearlyEqual = "nearly_equal"
    case outlierRows = "outlier_rows"
  }
}

extension ColumnProfile {
  private static let shownMax = 5

  init(_ tally: ColumnTally) {
    name = tally.name
    rows = tally.emptyCount + tally.filledCount + tally.unreadable
    empty = tally.emptyCount
    different = tally.values.count
    isCut = tally.unremembered > 0
    let form = tally.form
    self.form = form.description
    let ordered = tally.values.keys.sorted { ValueOrder.isLess($0, $1, form) }
    least = ordered.first ?? ""
    greatest = ordered.last ?? ""
    common = Self.greatest(tally.values)
    var shapes = [String: Int]()
    var folded = [String: Set<String>]()
    (withEdgeBlanks, misread) = (0, 0)
    for (value, count) in tally.values {
      shapes[ValueShape.of(value.trimmed), default: 0] += count
      folded[TextForm.spaces.applied(to: value).lowercased(), default: []].insert(value.trimmed)
      if value != value.trimmed { withEdgeBlanks += count }
      if Misreading.original(of: value) != nil { misread += count }
    }
    self.shapes = Self.greatest(shapes)
    shapeCount = shapes.count
    nearlyEqual = folded.values.reduce(0) { $0 + ($1.count > 1 ? $1.count : 0) }
    let outliers = Outliers(tally.values, form)
    self.outliers = Self.greatest(outliers.values)
    outlierRows = outliers.values.values.reduce(0, +)
  }

  private static func greatest(_ counts: [String: Int]) -> [Counted] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(shownMax).map {
      Counted(value: $0.key, rows: $0.value)
    }
  }
}

extension ColumnTally {
  /// What all values can be read as.
  var form: ValueForm { ValueForm.of(values.keys.map(\.trimmed)) }
}
