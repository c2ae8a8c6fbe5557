import ChangeModel
import FieldSales
import Foundation
import OfficeImport

/// The endpoints of the ERP link in the form of OpenAPI 3.1; `docs/erp-openapi.json` is this text, and a test holds the
/// server to it.
enum ERPDescription {
  /// Computed once; empty only if Foundation could not write plain objects.
  static let json: [UInt8] = {
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try? JSONSerialization.data(withJSONObject: document(), options: options)
    return data.map { Array($0) + [0x0A] } ?? []
  }()

  private typealias Object = [String: Any]

  private static func document() -> Object {
    var paths: Object = [
      "/v1/erp/openapi.json": ["get": openAPI()], "/v1/erp/orders": ["get": orders()],
      "/v1/erp/acknowledgements": [
        "post": intake(
          "acknowledgements",
          "The ERP's answers to orders. Accepted orders are confirmed, refused ones go on hold with the reason.",
          row: reference("Acknowledgement"))
      ],
    ]
    var schemas = components()
    for name in ERPDesk.kinds {
      guard let kind = try? ImportKind.named(name), let table = FieldSales.schema[kind.table] else { continue }
      paths["/v1/erp/\(name)"] = [
        "post": intake(name, "\(table.meaning) \(keyWords(of: name))", row: reference("Row_\(name)"))
      ]
      schemas["Row_\(name)"] = row(of: table)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Godwit ERP link", "version": "1",
        "description":
          "The exchange of orders, articles, prices, stock, credit limits, invoices and payments with an ERP.",
      ],
      "security": [["token": [String]()]], "paths": paths,
      "components": [
        "schemas": schemas,
        "securitySchemes": [
          "token": [
            "type": "http", "scheme": "bearer", "description": "Made by `godwit-server erp token`.",
          ]
        ],
      ],
    ]
  }

  private static func openAPI() -> Object {
    [
      "summary": "This description.", "security": [Object](),
      "responses": ["200": answer("The description.", ["type": "object"])],
    ]
  }

  private static func orders() -> Object {
    [
      "summary": "Orders that wait for an answer, by the time they were placed; each until it is answered.",
      "parameters": [
        parameter(
          "limit", ["type": "integer", "minimum": 1, "maximum": ERPOrderPage.ordersMax], "How many; 100 if left out."),
        parameter("after", ["type": "string"], "The `next` of the page before."),
      ],
      "responses": refusals(adding: "200", answer("A page of orders.", reference("Orders"))),
    ]
  }

  private static func intake(_ name: String, _ summary: String, row: Object) -> Object {
    [
      "summary": summary,
      "requestBody": [
        "required": true,
        "content": [
          "application/json": [
            "schema": [
              "type": "object", "required": ["document", "rows"],
              "properties": [
                "document": [
                  "type": "string", "minLength": 1, "maxLength": 200,
                  "description": "The sender's own name for it. Sent again, it changes nothing that was taken.",
                ],
                "sequence": [
                  "type": "integer",
                  "description": "Counts up. A document of a state with a lower one than the last is refused.",
                ],
                "rows": ["type": "array", "maxItems": ERPDocument.rowsMax, "items": row],
              ],
            ]
          ]
        ],
      ],
      "responses": refusals(adding: "200", answer("What became of each row.", reference("Outcome"))),
    ]
  }

  private static func refusals(adding status: String, _ good: Object) -> Object {
    var responses: Object = [status: good]
    for (status, words) in [
      ("400", "The request cannot be read."), ("401", "The token is missing or wrong."),
      ("405", "The endpoint takes another method."),
      ("409", "The document came before with other content, or a later state was taken already."),
      ("413", "The request is too large: send it in parts."),
      ("422", "Nothing of it can be taken; the message says why."),
      ("429", "Too many at once: come back later."), ("500", "The server failed: send the same request again later."),
    ] {
      responses[status] = answer(words, reference("Error"))
    }
    return responses
  }

  private static func components() -> Object {
    let text: Object = ["type": ["string", "null"]]
    let columns = OrderSheet.header
    var order = Object()
    for column in columns.prefix(OrderSheet.headCount) { order[column] = text }
    var line = Object()
    for column in columns.dropFirst(OrderSheet.headCount) { line[column] = text }
    order["lines"] = ["type": "array", "items": object(line, all: true)]
    return [
      "Orders": object(
        ["orders": ["type": "array", "items": object(order, all: true)], "next": ["type": ["string", "null"]]],
        all: true),
      "Acknowledgement": [
        "type": "object", "required": ["order", "answer"],
        "properties": [
          "order": ["type": "string", "description": "The number or the ID."],
          "answer": ["type": "string", "enum": ["accepted", "refused"]], "reason": ["type": ["string", "null"]],
        ],
      ],
      "Outcome": object(
        [
          "document": ["type": "string"], "kind": ["type": "string"], "read": ["type": "integer"],
          "inserted": ["type": "integer"], "updated": ["type": "integer"], "unchanged": ["type": "integer"],
          "repeated": ["type": "boolean"],
          "refused": [
            "type": "array", "description": "They are tried again when the document is sent again.",
            "items": object(
              ["index": ["type": "integer"], "key": ["type": "string"], "message": ["type": "string"]], all: true),
          ],
        ], all: true),
      "Error": object(
        ["error": object(["code": ["type": "string"], "message": ["type": "string"]], all: true)], all: true),
    ]
  }

  private static func row(of table: TableSchema) -> Object {
    var properties = Object()
    for column in table.columns {
      let types: [String] =
        switch column.kind {
        case .integer: ["integer", "string", "null"]
        case .real: ["number", "string", "null"]
        case .text, .blob, .reference: ["string", "null"]
        }
      let target = column.references.map { " A row of \($0), by its key or ID." } ?? ""
      properties[column.name] = ["type": types, "description": column.meaning + target]
    }
    return ["type": "object", "properties": properties]
  }

  private static func keyWords(of kind: String) -> String {
    let key =
      switch kind {
      case "products": "sku"
      case "prices": "list, product and min_quantity"
      case "stock_levels": "warehouse and product"
      case "customer_stocks": "customer and product"
      case "invoices", "payments": "number"
      case "customer_price_lists": "id"
      default: "code"
      }
    return "A row is known by its \(key); columns that it does not name stay as they are."
  }

  private static func object(_ properties: Object, all: Bool) -> Object {
    [
      "type": "object", "properties": properties, "required": all ? properties.keys.sorted() : [],
      "additionalProperties": false,
    ]
  }

  private static func answer(_ words: String, _ schema: Object) -> Object {
    ["description": words, "content": ["application/json": ["schema": schema]]]
  }

  private static func reference(_ name: String) -> Object { ["$ref": "#/components/schemas/\(name)"] }

  private static func parameter(_ name: String, _ schema: Object, _ words: String) -> Object {
    ["name": name, "in": "query", "required": false, "schema": schema, "description": words]
  }
}
