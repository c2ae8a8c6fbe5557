import ArgumentParser
import ChangeModel
import FieldClient

/// The columns of a product.
struct ProductFields: ParsableArguments {
  @Option(help: "Name.") var name: String?
  @Option(help: "Price of one unit without tax, such as 12.50.") var price: String?
  @Option(help: "Currency, three letters.") var currency: String?
  @Option(help: "Sales tax in percent.") var tax: String?
  @Option(help: "Group.") var group: String?
  @Option(help: "Brand.") var brand: String?
  @Option(help: "Description.") var description: String?
  @Option(help: "What one unit is.") var unit: String?
  @Option(help: "Barcode.") var barcode: String?
  @Option(help: "Units in stock.") var stock: Int64?
  @Option(help: "Still sold.") var active: YesNo?

  /// - Parameter known: the currency that the product has already.
  func cells(known: String?) throws -> Cells {
    var cells = Cells()
    let code = currency?.uppercased()
    let texts = [
      ("name", name), ("currency", code), ("product_group", group), ("brand", brand), ("description", description),
      ("unit", unit), ("barcode", barcode),
    ]
    for (column, text) in texts { cells.set(column, text) }
    cells.set("stock_quantity", stock)
    if let active { cells["active"] = active.value }
    if let price {
      guard let amount = Money.minorUnits(price, currency: code ?? known) else {
        throw FieldError(.usage, "\"\(price)\" is no price: write a decimal such as 12.50")
      }
      cells["unit_price"] = .integer(amount)
    }
    if let tax {
      guard let points = Decimals.scaled(tax, digits: 2), points >= 0 else {
        throw FieldError(.usage, "\"\(tax)\" is no tax: write percent such as 19")
      }
      cells["tax_rate"] = .integer(points)
    }
    return cells
  }
}
