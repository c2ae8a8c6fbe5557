import ChangeModel

extension Stage {
  /// Articles with their prices, stock and promotions.
  var goods: [CompanyRow] { products + warehouses + stock + priceLists + promotions }

  /// What is sold is reckoned in one currency.
  static let currency = Value.text("EUR")

  private var products: [CompanyRow] {
    articles.enumerated().map { index, article in
      var dice = dice(3, index)
      return CompanyRow(
        "products", article.id,
        [
          "sku": .text(article.sku), "name": .text(article.name), "unit_price": .number(article.price),
          "currency": Self.currency, "tax_rate": .integer(1_900), "product_group": .text(article.group),
          "brand": .text(dice.pick(["Morgenrot", "Harbour & Sons", "山泉", "Lindqvist"], or: "")),
          "unit": .text(article.unit), "stock_quantity": .number(dice.roll(0...4_000)),
          "lead_time_days": .number(dice.roll(2...21)),
          "expected_life_days": article.lifeDays.map(Value.number) ?? .null, "active": .integer(1),
        ])
    }
  }

  private static let warehouseTowns = [("NORTH", "Hamburg", "Germany"), ("EAST", "上海", "China")]

  private var warehouses: [CompanyRow] {
    Self.warehouseTowns.enumerated().map { index, warehouse in
      CompanyRow(
        "warehouses", ids.id("warehouses", index + 1),
        [
          "code": .text(warehouse.0), "name": .text("Warehouse \(warehouse.1)"), "city": .text(warehouse.1),
          "country": .text(warehouse.2), "active": .integer(1),
        ])
    }
  }

  private var stock: [CompanyRow] {
    Self.warehouseTowns.indices.flatMap { place in
      articles.enumerated().map { index, article in
        var dice = dice(4, index * 10 + place)
        let onHand = dice.percent(8) ? 0 : dice.roll(10...3_000)
        return CompanyRow(
          "stock_levels", ids.id("stock_levels", index * 10 + place),
          [
            "warehouse_id": .row(ids.id("warehouses", place + 1)), "product_id": .row(article.id),
            "on_hand": .number(onHand), "reserved": .number(onHand / 20),
            "counted_at": .integer(Calendar.start(of: options.now) - 10 * Calendar.hour),
            "incoming": .number(onHand == 0 ? 500 : 0),
            "incoming_at": onHand == 0 ? .integer(options.now + Int64(dice.roll(3...20)) * Calendar.day) : .null,
          ])
      }
    }
  }

  /// The list of wholesalers, and one for good customers, which is given to them one by one.
  private var priceLists: [CompanyRow] {
    let lists = [("WHOLESALE", "Wholesale prices", "segment", 88), ("KEY", "Key customers", "assigned", 92)]
    return lists.enumerated().flatMap { number, list in
      let id = ids.id("price_lists", number + 1)
      let head = CompanyRow(
        "price_lists", id,
        [
          "code": .text(list.0), "name": .text(list.1), "currency": Self.currency, "applies_to": .text(list.2),
          "segment": list.2 == "segment" ? .text("wholesale") : .null, "priority": .number(number),
          "active": .integer(1),
        ])
      return [head]
        + articles.enumerated().map { index, article in
          CompanyRow(
            "prices", ids.id("prices", index * 10 + number),
            [
              "price_list_id": .row(id), "product_id": .row(article.id), "min_quantity": .integer(1),
              "unit_price": .number(article.price * list.3 / 100),
            ])
        }
    }
  }

  private var promotions: [CompanyRow] {
    let groups = [("tea", 500), ("sweets", 800), ("tableware", 1_000)]
    return groups.enumerated().map { index, promotion in
      CompanyRow(
        "promotions", ids.id("promotions", index + 1),
        [
          "code": .text("WEEKS-\(promotion.0.uppercased())"), "name": .text("Weeks of \(promotion.0)"),
          "kind": .text("discount"), "product_group": .text(promotion.0), "min_quantity": .integer(12),
          "discount": .number(promotion.1),
          "valid_from": .integer(Calendar.start(of: options.now) - Int64(index * 20 + 5) * Calendar.day),
          "valid_until": .integer(Calendar.start(of: options.now) + Int64(30 - index * 12) * Calendar.day),
          "active": .integer(1), "terms": .text("From 12 units on a line, while stocks last."),
        ])
    }
  }
}
