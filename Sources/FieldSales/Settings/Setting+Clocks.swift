/// Clocks of complaints, and thresholds from which a person is warned.
extension Setting {
  static let clocks = [
    complaintTriageHours, complaintStartHours, complaintAnswerHours, complaintFollowUpHours, complaintEscalateHours,
    overdueWarningDays, silentLeadDays, dormantAfterDays, lostAfterDays, behindPlanPoints, behindRhythmPoints,
  ]

  public static let complaintTriageHours = Setting(
    "complaint.clock.triage_hours", 4, in: 1...720, meaning: "Hours from a complaint's arrival until it is triaged.")
  public static let complaintStartHours = Setting(
    "complaint.clock.start_hours", 24, in: 1...720, meaning: "Hours from the triage until somebody works on it.")
  public static let complaintAnswerHours = Setting(
    "complaint.clock.answer_hours", 72, in: 1...2160, meaning: "Hours from the start of work until the answer.")
  public static let complaintFollowUpHours = Setting(
    "complaint.clock.follow_up_hours", 168, in: 1...2160,
    meaning: "Hours from the answer until the customer is asked whether it helped.")
  public static let complaintEscalateHours = Setting(
    "complaint.escalate_hours", 24, in: 0...720,
    meaning: "Hours by which a complaint may be late before it is the manager's.")
  public static let overdueWarningDays = Setting(
    "warning.overdue_days", 1, in: 0...365, meaning: "Days after an invoice's due date from which reps are warned.")
  public static let silentLeadDays = Setting(
    "warning.silent_lead_days", 14, in: 1...365,
    meaning: "Days by which a lead's contact may be late before the manager is warned.")
  public static let dormantAfterDays = Setting(
    "warning.dormant_after_days", 180, in: 1...3650,
    meaning: "Days without a purchase from which a customer counts as dormant.")
  public static let lostAfterDays = Setting(
    "warning.lost_after_days", 365, in: 1...3650,
    meaning: "Days without a purchase from which a customer counts as lost.")
  public static let behindPlanPoints = Setting(
    "warning.behind_plan_points", 2000, in: 0...10_000,
    meaning: "Basis points below plan from which purchases count as behind (2000 = 20 %).")
  public static let behindRhythmPoints = Setting(
    "warning.behind_rhythm_points", 15_000, in: 10_000...100_000,
    meaning: "Basis points of a customer's usual interval between orders from which an order is missed (15000 = 1.5).")
}
