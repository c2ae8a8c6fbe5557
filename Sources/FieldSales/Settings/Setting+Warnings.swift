/// Early warnings.
extension Setting {
  static let warnings = [warningDueDays, warningAgainDays, warningPlanPoints, warningCheckHours]

  public static let warningDueDays = Setting(
    "warning.due_days", 3, in: 0...365, meaning: "Days from an early warning until its owner is to have done something."
  )
  public static let warningCheckHours = Setting(
    "warning.check_hours", 24, in: 0...8760,
    meaning: "Hours between two looks for early warnings by a replica that `sync --watch` keeps in step; 0 for none.")
  public static let warningAgainDays = Setting(
    "warning.again_days", 14, in: 1...3650,
    meaning: "Days after which one is warned again of what was answered and is still so.")
  public static let warningPlanPoints = Setting(
    "warning.plan_points", 1000, in: 0...10_000,
    meaning: "From which part of what was expected by now a customer behind plan is warned of, in basis points.")
}
