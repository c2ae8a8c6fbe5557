/// Where the rules find the records of a rep's day.
extension Place {
  static let leads = index(of: "leads")
  static let opportunities = index(of: "opportunities")
  static let complaints = index(of: "complaints")
  static let surveys = index(of: "surveys")
  static let surveyQuestions = index(of: "survey_questions")
  static let campaigns = index(of: "campaigns")

  enum Lead {
    static let status = column("status", of: leads)
    static let lostReason = column("lost_reason", of: leads)
  }

  enum Opportunity {
    static let stage = column("stage", of: opportunities)
    static let lostReason = column("lost_reason", of: opportunities)
  }

  enum Complaint {
    static let status = column("status", of: complaints)
    static let answer = column("answer", of: complaints)
  }
}
