/// Clocks of complaints, and from when on what is overdue is told.
extension Setting {
  static let clocks = [
    complaintTriageHours, complaintStartHours, complaintAnswerHours, complaintFollowUpHours, complaintEscalateHours,
    overdueWarningDays,
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
}
