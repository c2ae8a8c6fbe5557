import ChangeModel
import MergeEngine

extension Hearing {
  /// Rules of the records of a rep's day that look at more than one column.
  func faultOfCare(_ row: TouchedRow) -> Rejection? {
    guard actor.role != .office else { return nil }
    switch row.key.table {
    case Place.leads where row.after.text(Place.Lead.status) == "lost" && !row.after.hasText(Place.Lead.lostReason):
      return rejection(.missingValue, row, "The lead is lost, and nobody said why. Enter the reason.")
    case Place.opportunities
    where row.after.text(Place.Opportunity.stage) == "lost" && !row.after.hasText(Place.Opportunity.lostReason):
      return rejection(.missingValue, row, "The opportunity is lost, and nobody said why. Enter the reason.")
    case Place.complaints: return faultOfComplaint(row)
    case Place.surveys, Place.surveyQuestions, Place.campaigns: return faultOfSharedRecord(row)
    default: return nil
    }
  }

  /// Who may not write what all share may not delete it either.
  func faultOfRemoval(_ row: TouchedRow) -> Rejection? {
    switch row.key.table {
    case Place.surveys, Place.surveyQuestions, Place.campaigns: faultOfSharedRecord(row)
    default: nil
    }
  }

  private func faultOfComplaint(_ row: TouchedRow) -> Rejection? {
    let status = row.after.text(Place.Complaint.status)
    guard status == "answered" || status == "followed_up", !row.after.hasText(Place.Complaint.answer) else {
      return nil
    }
    return rejection(.missingValue, row, "The complaint has no answer. Enter what the customer was told.")
  }

  /// What the whole org shares is written by those who answer for it.
  private func faultOfSharedRecord(_ row: TouchedRow) -> Rejection? {
    guard actor.role == .rep else { return nil }
    return rejection(
      .businessRule, row, "Surveys and campaigns are for all. A manager or the office writes them: ask yours.")
  }
}
