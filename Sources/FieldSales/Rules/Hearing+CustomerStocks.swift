import ChangeModel
import MergeEngine

extension Hearing {
  /// A stock that is filled up has room to be.
  func faultOfCustomerStock(_ row: TouchedRow) -> Rejection? {
    guard let minimum = row.after.integer(Place.CustomerStock.minimum) else { return nil }
    guard let maximum = row.after.integer(Place.CustomerStock.maximum), maximum >= minimum else {
      return rejection(.businessRule, row, "The level to fill up to is not below the one to fill up from. Correct it.")
    }
    return nil
  }
}

extension Place {
  static let customerStocks = index(of: "customer_stocks")

  enum CustomerStock {
    static let minimum = column("minimum", of: customerStocks)
    static let maximum = column("maximum", of: customerStocks)
  }
}
