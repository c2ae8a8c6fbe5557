import AsyncHTTPClient
import Foundation
import NIOCore
import Testing

/// An ERP that talks to the server: every endpoint as its description says, nothing lost, nothing twice.
@Suite(.serialized) struct ERPOverHTTPTests {
  private let world: World
  private let token: String
  private let description: OpenAPI

  init() async throws {
    world = try World()
    try world.startServer()
    token = try #require(try world.office("erp", "token", world.serverFolder, "--json").json()["token"] as? String)
    description = try OpenAPI(try await Self.fetch(world.address + "/v1/erp/openapi.json").body)
    _ = try await send("products", "p-1", [["sku": "P-1", "name": "Tea", "unit_price": 450, "currency": "EUR"]])
    _ = try await send(
      "customers", "c-1", [["code": "C-1", "name": "Café Nord", "territory_id": "North", "currency": "EUR"]])
  }

  private struct Answer {
    var status: Int
    var body: Data

    func json() throws -> [String: Any] {
      guard let object = try JSONSerialization.jsonObject(with: body) as? [String: Any] else {
        throw TestFailure("no object: \(String(decoding: body, as: UTF8.self))")
      }
      return object
    }
  }

  private static func fetch(
    _ url: String, method: String = "GET", token: String? = nil, body: Data? = nil
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: url)
    request.method = method == "POST" ? .POST : method == "DELETE" ? .DELETE : .GET
    if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
    if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    return Answer(
      status: Int(response.status.code),
      body: Data(Array(try await response.body.collect(upTo: 16 << 20).readableBytesView)))
  }

  /// Asks an endpoint, and holds the answer against the description.
  private func ask(
    _ path: String, method: String = "GET", query: String = "", body: Data? = nil, token: String? = nil,
    at address: String? = nil
  ) async throws -> Answer {
    let url = (address ?? world.address) + "/v1/erp/\(path)\(query)"
    let answer = try await Self.fetch(url, method: method, token: token ?? self.token, body: body)
    let described = method == "GET" || method == "POST" ? method : "GET"
    try description.check(answer.body, path: "/v1/erp/\(path)", method: described.lowercased(), status: answer.status)
    return answer
  }

  private func document(_ name: String, _ rows: [[String: Any]], sequence: Int? = nil) throws -> Data {
    var object: [String: Any] = ["document": name, "rows": rows]
    if let sequence { object["sequence"] = sequence }
    return try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
  }

  @discardableResult
  private func send(
    _ kind: String, _ name: String, _ rows: [[String: Any]], sequence: Int? = nil, at address: String? = nil
  ) async throws -> [String: Any] {
    let answer = try await ask(
      kind, method: "POST", body: try document(name, rows, sequence: sequence), at: address)
    guard answer.status == 200 else {
      throw TestFailure("\(kind): \(answer.status) \(String(decoding: answer.body, as: UTF8.self))")
    }
    return try answer.json()
  }

  private func rows(_ table: String) throws -> [[String: Any]] {
    try world.office("export", world.serverFolder, table, "--json").jsonRows()
  }

  private func order(_ number: String, placedAt: Int = 1_790_000_000_000) throws {
    try world.sql(
      "Ann",
      """
      INSERT INTO orders(customer_id, rep_id, number, status, currency, placed_at)
        SELECT c.id, (SELECT id FROM reps WHERE name = 'Ann'), '\(number)', 'draft', 'EUR', \(placedAt) FROM customers c
        WHERE code = 'C-1';
      INSERT INTO order_lines(order_id, line_number, product_id, sku, quantity, unit_price, discount)
        SELECT o.id, 1, p.id, p.sku, 3, 450, 1000 FROM orders o, products p WHERE o.number = '\(number)' AND p.sku = 'P-1';
      UPDATE orders SET status = 'submitted' WHERE number = '\(number)';
      """)
    try world.sync("Ann")
  }

  /// Set `GODWIT_REWRITE=1` to write the file anew.
  @Test func theDescriptionIsTheCommittedFile() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/erp-openapi.json")
    let served = try await Self.fetch(world.address + "/v1/erp/openapi.json").body
    if ProcessInfo.processInfo.environment["GODWIT_REWRITE"] == "1" { try served.write(to: file) }
    #expect(try Data(contentsOf: file) == served)
  }

  @Test func everyEndpointAnswersAsDescribed() async throws {
    for path in description.paths where path != "/v1/erp/openapi.json" {
      let name = String(path.dropFirst("/v1/erp/".count))
      let method = name == "orders" ? "GET" : "POST"
      let body = try document("empty-\(name)", [])
      #expect(try await ask(name, method: method, body: method == "POST" ? body : nil).status == 200, "\(path)")
      #expect(try await ask(name, method: method, body: Data("{".utf8), token: "wrong").status == 401, "\(path)")
      if method == "POST" {
        #expect(try await ask(name, method: method, body: Data("{\"rows\": 5}".utf8)).status == 400, "\(path)")
      }
    }
    #expect(try await ask("orders", query: "?limit=0").status == 400)
    #expect(try await ask("orders", query: "?after=x").status == 400)
    #expect(try await ask("orders", method: "DELETE").status == 405)
    #expect(try await Self.fetch(world.address + "/v1/erp/secrets", token: token).status == 404)
    #expect(try await Self.fetch(world.address + "/v1/erp/orders").status == 401)
  }

  @Test func wrongTokensAreSlowedDown_andToldInTheAuditLog_andANewTokenVoidsTheOld() async throws {
    let next = try #require(try world.office("erp", "token", world.serverFolder, "--json").json()["token"] as? String)
    #expect(try await Self.fetch(world.address + "/v1/erp/orders", token: token).status == 401)
    #expect(try await Self.fetch(world.address + "/v1/erp/orders", token: next).status == 200)
    var statuses = Set<Int>()
    for _ in 0..<30 { statuses.insert(try await Self.fetch(world.address + "/v1/erp/orders", token: "x").status) }
    #expect(statuses == [401, 429])
    world.stopServer()
    let told = try world.office("audit", world.serverFolder, "--kind", "authentication").output
    #expect(told.contains("unauthenticated"), "\(told)")
  }

  @Test func ordersComeUntilTheyAreAnswered_inPages() async throws {
    try world.join("Ann")
    try world.sync("Ann")
    for number in 1...3 { try order("A-\(number)", placedAt: 1_790_000_000_000 + number) }
    let first = try await ask("orders", query: "?limit=2").json()
    let orders = try #require(first["orders"] as? [[String: Any]])
    #expect(orders.map { $0["order_number"] as? String } == ["A-1", "A-2"])
    #expect((orders[0]["lines"] as? [[String: Any]])?.first?["line_total"] as? String == "12.15")
    let next = try #require(first["next"] as? String)
    let second = try await ask("orders", query: "?limit=2&after=\(next)").json()
    #expect((second["orders"] as? [[String: Any]])?.map { $0["order_number"] as? String } == ["A-3"])
    #expect(second["next"] is NSNull)
    let answers: [[String: Any]] = [
      ["order": "A-1", "answer": "accepted"], ["order": "A-2", "answer": "refused", "reason": "gesperrt"],
      ["order": "A-9", "answer": "accepted"], ["order": "A-3", "answer": "perhaps"],
    ]
    let outcome = try await send("acknowledgements", "ack-1", answers)
    let refused = try #require(outcome["refused"] as? [[String: Any]])
    #expect(refused.map { $0["index"] as? Int } == [2, 3])
    #expect((refused.first?["message"] as? String)?.contains("no order \"A-9\"") == true)
    let left = try await ask("orders").json()
    #expect((left["orders"] as? [[String: Any]])?.map { $0["order_number"] as? String } == ["A-3"])
    try world.sync("Ann")
    #expect(
      try world.sql("Ann", "SELECT number, status FROM orders ORDER BY number;")
        == "A-1|confirmed\nA-2|on_hold\nA-3|submitted")
  }

  @Test func aDocumentIsTakenOnce_andWhatWasRefusedIsTriedAgain() async throws {
    _ = try await send("warehouses", "w-1", [["code": "HAM", "name": "Hamburg"]])
    let stock: [[String: Any]] = [
      ["warehouse_id": "HAM", "product_id": "P-1", "on_hand": 12],
      ["warehouse_id": "HAM", "product_id": "P-7\nx", "on_hand": 5],
      ["warehouse_id": "HAM", "product_id": "P-8", "on_hand": 6],
    ]
    let first = try await send("stock_levels", "s-1", stock, sequence: 1)
    #expect(first["inserted"] as? Int == 1)
    #expect((first["refused"] as? [[String: Any]])?.map { $0["index"] as? Int } == [1, 2])
    #expect(((first["refused"] as? [[String: Any]])?.last?["message"] as? String)?.contains("P-8") == true)
    _ = try await send("products", "p-2", [["sku": "P-8", "name": "Mate"], ["sku": "P-7\nx", "name": "Maté"]])
    let second = try await send("stock_levels", "s-1", stock, sequence: 1)
    #expect((second["refused"] as? [[String: Any]])?.isEmpty == true)
    #expect(try rows("stock_levels").count == 3)
    let third = try await send("stock_levels", "s-1", stock, sequence: 1)
    #expect(third["repeated"] as? Bool == true)
    #expect(third["inserted"] as? Int == second["inserted"] as? Int)
    let other = try await ask("stock_levels", method: "POST", body: try document("s-1", []))
    #expect(other.status == 409)
  }

  @Test func statesOutOfOrderAreRefused_entriesComeInAnyOrder() async throws {
    _ = try await send("products", "p-10", [["sku": "P-1", "unit_price": 500]], sequence: 10)
    let late = try await ask(
      "products", method: "POST", body: try document("p-9", [["sku": "P-1", "unit_price": 480]], sequence: 9))
    #expect(late.status == 409)
    #expect(String(decoding: late.body, as: UTF8.self).contains("older"))
    #expect(try rows("products").first?["unit_price"] as? Int == 500)
    _ = try await send(
      "payments", "z-2",
      [
        ["number": "Z-1", "customer_id": "C-1", "kind": "payment", "amount": -300, "booked_at": "2026-11-02T00:00:00Z"]
      ],
      sequence: 2)
    _ = try await send(
      "invoices", "i-1",
      [
        ["number": "I-1", "customer_id": "C-1", "kind": "invoice", "amount": 1000, "booked_at": "2026-11-01T00:00:00Z"]
      ],
      sequence: 1)
    #expect(try rows("customers").first?["balance"] as? Int == 700)
    _ = try await send("customers", "c-2", [["code": "C-1", "credit_limit": 5000], ["code": "C-1x"]])
    #expect(try rows("customers").first?["credit_limit"] as? Int == 5000)
    #expect(try rows("customers").first?["name"] as? String == "Café Nord", "what a row does not name stays")
  }

  @Test func theLinkIsCut_onTheWayThereAndBack_andNothingIsLostOrTwice() async throws {
    let proxy = try FaultyProxy(to: world.port)
    defer { proxy.close() }
    let entries: [[String: Any]] = (1...200).map { number in
      [
        "number": "I-\(number)", "customer_id": "C-1", "kind": "invoice", "amount": 100,
        "booked_at": "2026-11-01T00:00:00Z",
      ]
    }
    proxy.set(.cutReplies(20))
    var wasCut = false
    do {
      try await send("invoices", "i-1", entries, at: "http://127.0.0.1:\(proxy.port)")
    } catch {
      wasCut = true
    }
    #expect(wasCut)
    proxy.set(.none)
    let again = try await send("invoices", "i-1", entries, at: "http://127.0.0.1:\(proxy.port)")
    #expect(again["repeated"] as? Bool == true)
    #expect(again["inserted"] as? Int == 200)
    #expect(try rows("ledger_entries").count == 200)
    // A request of which only the beginning arrives is not taken at all.
    let body = String(
      decoding: try document("i-2", [["number": "J-1", "customer_id": "C-1", "kind": "invoice", "amount": 1]]),
      as: UTF8.self)
    let head =
      "POST /v1/erp/invoices HTTP/1.1\r\nhost: x\r\nauthorization: Bearer \(token)\r\ncontent-length: \(body.utf8.count)\r\n\r\n"
    let script = "exec 3<>/dev/tcp/127.0.0.1/\(world.port); printf '%s' \"$1\" >&3; exec 3>&-"
    let cut = try Program.run("bash", ["-c", script, "x", head + body.dropLast(10)], in: world.folder)
    #expect(cut.status == 0)
    #expect(try rows("ledger_entries").count == 200)
    world.killServer()
    try world.startServer()
    _ = try await send("invoices", "i-2", [["number": "J-1", "customer_id": "C-1", "kind": "invoice", "amount": 1]])
    #expect(try rows("ledger_entries").count == 201)
    #expect(try rows("customers").first?["balance"] as? Int == 20_001)
  }
}
