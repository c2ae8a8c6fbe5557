/// Rhythms: how often one speaks to whom, and when after a purchase.
extension Setting {
  static let care = [
    leadDepositDays, leadWeekDays, leadMonthDays, leadQuarterDays, leadLaterDays, thanksFromDays, thanksUntilDays,
    satisfactionAfterDays, crossSellAfterDays, crossSellWindowDays, careGraceDays, carePauseDays, replacementNoticeDays,
    birthdayAheadDays,
    satisfiedFromScore, referralPauseDays, visitEveryDays, nextStepKeepDays,
  ]

  public static let leadDepositDays = Setting(
    "lead.rhythm.deposit_days", 7, in: 1...365, meaning: "Days between two contacts with one who has paid a deposit.")
  public static let leadWeekDays = Setting(
    "lead.rhythm.week_days", 1, in: 1...365, meaning: "Days between two contacts with one who buys within 7 days.")
  public static let leadMonthDays = Setting(
    "lead.rhythm.month_days", 7, in: 1...365, meaning: "Days between two contacts with one who buys within a month.")
  public static let leadQuarterDays = Setting(
    "lead.rhythm.quarter_days", 15, in: 1...365,
    meaning: "Days between two contacts with one who buys within 1 to 3 months.")
  public static let leadLaterDays = Setting(
    "lead.rhythm.later_days", 30, in: 1...365, meaning: "Days between two contacts with one who buys later.")
  public static let thanksFromDays = Setting(
    "care.thanks.from_days", 3, in: 0...365, meaning: "Days after a purchase from which thanks are due.")
  public static let thanksUntilDays = Setting(
    "care.thanks.until_days", 7, in: 0...365, meaning: "Days after a purchase by which thanks are late.")
  public static let satisfactionAfterDays = Setting(
    "care.satisfaction.after_days", 30, in: 1...365,
    meaning: "Days after a purchase when the customer is asked how satisfied they are.")
  public static let crossSellAfterDays = Setting(
    "care.cross_sell.after_days", 90, in: 1...730,
    meaning: "Days after a purchase when something that goes with it is proposed.")
  public static let crossSellWindowDays = Setting(
    "care.cross_sell.window_days", 30, in: 1...730,
    meaning: "Days back over which is counted what others of a segment buy, so that it is proposed to those who do not."
  )
  public static let careGraceDays = Setting(
    "care.grace_days", 21, in: 1...365, meaning: "Days after which a care step that nobody took is no longer proposed.")
  public static let carePauseDays = Setting(
    "care.pause_days", 30, in: 0...730,
    meaning: "Days in which the same care step is not proposed to the same customer again.")
  public static let replacementNoticeDays = Setting(
    "care.replacement.notice_days", 30, in: 0...730,
    meaning: "Days before the end of a product's expected life when its replacement is proposed.")
  public static let birthdayAheadDays = Setting(
    "care.birthday.ahead_days", 3, in: 0...60, meaning: "Days ahead for which birthdays are shown.")
  public static let satisfiedFromScore = Setting(
    "care.satisfied_from_score", 4, in: 1...5,
    meaning: "The score, of 5, from which a customer counts as satisfied and is asked for a referral.")
  public static let referralPauseDays = Setting(
    "care.referral.pause_days", 180, in: 1...3650,
    meaning: "Days in which the same customer is not asked for a referral again.")
  public static let nextStepKeepDays = Setting(
    "visit.next_step.keep_days", 60, in: 1...3650,
    meaning: "Days for which a next step that nobody took is shown after it was due.")
  public static let visitEveryDays = Setting(
    "visit.every_days", 0, in: 0...3650,
    meaning: "Days between two visits to a customer with whom no rhythm was agreed; 0 for none.")
}
