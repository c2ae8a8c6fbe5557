import ArgumentParser

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Figures on customers, sales and service, each with how it is reckoned.",
    discussion: """
      Reports count what this replica has: a rep's or a manager's territories, the office's whole org. They look back a \
      year, unless you say otherwise with --period, or --from and --until.
      """,
    subcommands: [
      SalesReport.self, ForecastReport.self, PipelineReport.self, PyramidReport.self, SegmentReport.self,
      ScoreReport.self, LifeCycleReport.self, ChurnReport.self, RecoveryReport.self, PlanReport.self,
      AssociationReport.self, CrossSellReport.self, CampaignReport.self, SatisfactionReport.self, ServiceReport.self,
      ReceivablesReport.self, OverLimitReport.self,
    ])
}
