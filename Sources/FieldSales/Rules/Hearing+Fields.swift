import ChangeModel
import MergeEngine

extension Hearing {
  /// Columns that hold NULL or blanks although a row cannot do without them.
  func missingField(in row: TouchedRow) -> Rejection? {
    for field in Self.requiredTexts[row.key.table] ?? [] where !row.after.hasText(field.column) {
      return rejection(.missingValue, row, field.message)
    }
    switch row.key.table {
    case Place.customers where row.after.value(Place.Customer.territory).isNull:
      return rejection(.missingValue, row, "The customer has no territory. Choose one of yours.")
    case Place.orders where row.after.value(Place.Order.customer).isNull:
      return rejection(.missingValue, row, "The order has no customer. Choose the customer who orders.")
    case Place.orderLines: return missingLineField(in: row)
    default: return nil
    }
  }

  private func missingLineField(in row: TouchedRow) -> Rejection? {
    if row.after.value(Place.Line.order).isNull {
      return rejection(.missingValue, row, "The line belongs to no order. Choose the order.")
    }
    if row.after.value(Place.Line.product).isNull, !row.after.hasText(Place.Line.sku) {
      return rejection(.missingValue, row, "The line names no product. Choose a product or enter its article number.")
    }
    return nil
  }

  private struct RequiredText {
    var column: Int
    var message: String
  }

  private static let requiredTexts: [Int: [RequiredText]] = {
    let fields = [
      ("territories", "name", "The territory has no name. Enter one."),
      ("reps", "name", "The rep has no name. Enter one."),
      ("products", "sku", "The product has no article number. Enter one."),
      ("products", "name", "The product has no name. Enter one."),
      ("customers", "name", "The customer has no name. Enter one."),
      ("contacts", "name", "The contact has no name. Enter one."),
      ("opportunities", "name", "The opportunity has no name. Say in a few words what it is about."),
      ("tasks", "subject", "The task says nothing. Enter what is to be done."),
      ("complaints", "subject", "The complaint says nothing. Enter what is wrong."),
      ("surveys", "name", "The survey has no name. Enter one."),
      ("survey_questions", "text", "The question is empty. Enter what is asked."),
      ("corrections", "reason", "The correction has no reason. Say what was wrong, and who said so."),
      ("campaigns", "name", "The campaign has no name. Enter one."),
    ]
    var result = [Int: [RequiredText]]()
    for (table, column, message) in fields {
      guard let index = FieldSales.schema.index(of: table),
        let position = FieldSales.schema.tables[index].column(column)
      else { continue }
      result[index, default: []].append(RequiredText(column: position, message: message))
    }
    return result
  }()
}
