/// How a report is shown: its columns, and which of them make a picture.
struct ReportShape: Sendable {
  /// What is drawn: a column for the labels, and one for the lengths of the bars.
  struct Chart: Sendable {
    var label: String
    var value: Field
  }

  var title: String
  var fields: [Field]
  var parts: [PartShape] = []
  var chart: Chart?
}

/// How a further table of a report is shown.
struct PartShape: Sendable {
  var title: String
  /// The name of the part.
  var name: String
  var fields: [Field]

  init(_ title: String, _ name: String, _ fields: [Field]) {
    self.title = title
    self.name = name
    self.fields = fields
  }
}
