import ChangeModel
import FieldSales
import GRDB

/// What is in the making, stage by stage: how much, how likely, how fast, and how many new leads a target needs.
public struct Funnel: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// The funnel as it stands.
  public struct Sheet: Sendable {
    /// Per stage and currency: `stage`, `count`, `value`, `weighted`, `currency`.
    public var stages: [Record]
    /// Per stage, over the window: `stage`, `entered`, `went_on`, `lost`, `conversion` (basis points), `days`.
    public var passage: [Record]
    /// Per month of the expected decision and currency: `month`, `count`, `weighted`, `currency`.
    public var months: [Record]
    /// How many leads become deals: `won`, `closed`, `leads_per_deal_hundredths`, `is_own`.
    public var conversion: Record
  }

  static let stages = """
    SELECT stage, count(*) AS count, sum(value) AS value, sum(weighted) AS weighted, currency
    FROM opportunity_forecasts
    WHERE :rep IS NULL OR rep_id = :rep
    GROUP BY stage, currency
    ORDER BY CASE stage WHEN 'initial_contact' THEN 1 WHEN 'intent' THEN 2 ELSE 3 END, currency
    """

  /// A stay that ended in a later stage went on; one that fell back neither went on nor was lost.
  static let passage = """
    WITH stay AS (
      SELECT opportunity_id, stage, entered_at,
        lead(stage) OVER way AS next_stage, lead(entered_at) OVER way AS left_at,
        CASE stage WHEN 'initial_contact' THEN 1 WHEN 'intent' THEN 2 WHEN 'negotiation' THEN 3 ELSE 4 END AS place
      FROM opportunity_steps
      WINDOW way AS (PARTITION BY opportunity_id ORDER BY entered_at, id)
    )
    SELECT stay.stage, count(*) AS entered,
      count(*) FILTER (WHERE next_stage = 'contract' OR next_stage = 'negotiation' AND place < 3
        OR next_stage = 'intent' AND place < 2) AS went_on,
      count(*) FILTER (WHERE next_stage = 'lost') AS lost,
      10000 * count(*) FILTER (WHERE next_stage = 'contract' OR next_stage = 'negotiation' AND place < 3
        OR next_stage = 'intent' AND place < 2) / max(1, count(next_stage)) AS conversion,
      round(avg(left_at - entered_at) / 86400000.0, 1) AS days
    FROM stay JOIN opportunities AS o ON o.id = stay.opportunity_id
    WHERE stay.stage IN ('initial_contact', 'intent', 'negotiation') AND entered_at >= :since
      AND (:rep IS NULL OR o.rep_id = :rep)
    GROUP BY stay.stage
    ORDER BY place
    """

  static let months = """
    SELECT strftime('%Y-%m', expected_close_at / 1000, 'unixepoch', 'localtime') AS month, count(*) AS count,
      sum(weighted) AS weighted, currency
    FROM opportunity_forecasts
    WHERE expected_close_at IS NOT NULL AND (:rep IS NULL OR rep_id = :rep)
    GROUP BY month, currency
    ORDER BY month, currency
    """

  static let conversion = """
    SELECT count(*) FILTER (WHERE status = 'won') AS won, count(*) AS closed
    FROM leads
    WHERE status IN ('won', 'lost') AND closed_at >= :since AND (:rep IS NULL OR rep_id = :rep)
    """

  /// - Parameter isMine: only the user's own.
  public func sheet(isMine: Bool = false) throws -> Sheet {
    try desk.read { db in
      let settings = try db.settings()
      let since = desk.now - settings[.conversionWindowDays] * Day.length
      let rep = (isMine ? try desk.ownRepID(db) : .null).databaseValue
      let conversion = try db.record(Self.conversion, ["since": since, "rep": rep]) ?? Record()
      return Sheet(
        stages: try db.records(Self.stages, ["rep": rep]),
        passage: try db.records(Self.passage, ["since": since, "rep": rep]),
        months: try db.records(Self.months, ["rep": rep]),
        conversion: Self.rated(conversion, settings))
    }
  }

  /// How many new leads so many deals need, rounded up: with five to one, five deals need 25 leads.
  public static func leadsNeeded(deals: Int64, conversion: Record) -> Int64? {
    guard let rate = conversion.integer("leads_per_deal_hundredths"), deals >= 0 else { return nil }
    let (product, overflow) = deals.multipliedReportingOverflow(by: rate)
    return overflow ? nil : product / 100 + (product % 100 > 0 ? 1 : 0)
  }

  /// The org's own rate once there are enough deals, else the one that is set.
  private static func rated(_ record: Record, _ settings: Settings) -> Record {
    let (won, closed) = (record.integer("won") ?? 0, record.integer("closed") ?? 0)
    let isOwn = won >= settings[.conversionDealsMin]
    let rate = isOwn ? (closed * 100 + won - 1) / max(1, won) : settings[.leadsPerDeal] * 100
    return record.adding("leads_per_deal_hundredths", .integer(rate)).adding("is_own", .integer(isOwn ? 1 : 0))
  }
}
