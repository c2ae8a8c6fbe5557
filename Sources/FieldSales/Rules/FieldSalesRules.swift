import ChangeModel
import MergeEngine

/// What the schema cannot say: required fields, who may take which step, which lines stand still, and who gets what of
/// stock, budgets and credit.
///
/// All figures are integers in minor units. Every rejection says what to do.
public struct FieldSalesRules: BusinessRules {
  public init() {}

  public func judge(_ touched: [TouchedRow], actor: Actor, now: Int64, in view: any RuleView) -> Verdict {
    let hearing = Hearing(touched: touched, actor: actor, view: view)
    for row in touched {
      if let rejection = hearing.fault(of: row) { return .reject(rejection) }
    }
    var allotment = Allotment(hearing, now: now)
    return allotment.verdict()
  }
}

/// One change set under judgement.
struct Hearing {
  let touched: [TouchedRow]
  let actor: Actor
  let view: any RuleView
  /// The orders among the touched rows, as they were.
  let ordersBefore: [RowKey: OrderBefore]

  enum OrderBefore {
    case new
    case standing(status: String)
  }

  init(touched: [TouchedRow], actor: Actor, view: any RuleView) {
    self.touched = touched
    self.actor = actor
    self.view = view
    var before = [RowKey: OrderBefore]()
    for row in touched where row.key.table == Place.orders && before[row.key] == nil {
      before[row.key] = row.before.map { .standing(status: $0.text(Place.Order.status) ?? "") } ?? .new
    }
    ordersBefore = before
  }

  /// The first rule that a touched row breaks.
  func fault(of row: TouchedRow) -> Rejection? {
    if row.kind == .delete { return faultOfDelete(row) }
    if row.after.isDeleted { return nil }
    if let rejection = missingField(in: row) ?? faultOfValues(row) ?? faultOfCare(row) ?? faultOfErasure(row) {
      return rejection
    }
    switch row.key.table {
    case Place.customers: return faultOfMove(row)
    case Place.orders: return faultOfOrder(row)
    case Place.orderLines: return faultOfLine(row)
    case Place.settings: return faultOfSetting(row)
    case Place.returns: return faultOfReturn(row)
    case Place.returnLines: return faultOfReturnLine(row)
    case Place.loyaltyEntries: return faultOfLoyalty(row)
    case Place.targets: return faultOfTarget(row)
    case Place.orderShares: return faultOfShare(row)
    case Place.savedViews: return faultOfView(row)
    case Place.consents: return faultOfConsent(row)
    case Place.customerStocks: return faultOfCustomerStock(row)
    case Place.leases: return faultOfLease(row)
    default: return nil
    }
  }

  private func faultOfDelete(_ row: TouchedRow) -> Rejection? {
    switch row.key.table {
    case Place.orderLines: faultOfFixedLine(row)
    case Place.targets: faultOfTarget(row)
    case Place.orderShares: faultOfShare(row)
    case Place.savedViews: faultOfView(row)
    default: faultOfRemoval(row)
    }
  }

  func rejection(_ code: Rejection.Code, _ row: TouchedRow, _ message: String) -> Rejection {
    Rejection(code, message, table: row.key.table, row: row.after.id)
  }
}
