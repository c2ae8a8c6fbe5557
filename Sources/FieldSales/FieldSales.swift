import ChangeModel

/// The trade of field sales: its tables, its rules, and the questions that everyone asks of them.
///
/// Import it to run a Godwit for sales reps; another trade brings a schema and rules of its own.
public enum FieldSales {
  /// The tables, in the order in which they refer to each other. Tables and columns are only ever appended.
  public static let schema = Schema(
    version: 1,
    tables: [
      territories, reps, products, customers, contacts, visits, orders, orderLines, ledgerEntries, conflicts,
      settings,
      priceLists, prices, customerPriceLists, promotions, warehouses, stockLevels,
      deliveries, returns, returnLines, loyaltyEntries, loyaltyThresholds, targets,
      commissionPlans, commissionRates, commissionAssignments,
      leads, leadJudgements, opportunities, opportunitySteps, activities, complaints, tasks, careSteps, surveys,
      surveyQuestions, surveyResponses, surveyAnswers, campaigns, campaignResponses, visitAttachments,
      customFields, warnings, orderShares, savedViews, consents, corrections,
      customerStocks, leases,
    ],
    territoryTable: "territories", repTable: "reps", conflictTable: "conflicts")

  /// The rules that the server judges every change set by.
  public static let rules = FieldSalesRules()
}
