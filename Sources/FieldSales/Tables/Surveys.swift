import ChangeModel

extension FieldSales {
  static let surveys = TableSchema(
    "surveys", meaning: "A set of questions for customers.",
    scope: .org, deletion: .updateWins,
    columns: [
      ColumnSchema("name", .text, notNull: true, meaning: "What reps call it."),
      ColumnSchema("purpose", .text, meaning: "What the answers are for; reps tell the customer."),
      ColumnSchema("starts_at", .integer, meaning: "From when it is asked, in milliseconds since 1970 UTC."),
      ColumnSchema("ends_at", .integer, meaning: "Until when it is asked, in milliseconds since 1970 UTC."),
    ])

  static let surveyQuestions = TableSchema(
    "survey_questions", meaning: "One question of a survey.",
    scope: .parent(column: "survey_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("survey_id", .reference, references: "surveys", notNull: true, meaning: "The survey."),
      ColumnSchema("position", .integer, meaning: "Its place, from 1; it is asked in this order."),
      ColumnSchema("text", .text, notNull: true, meaning: "The question, as it is asked."),
      ColumnSchema(
        "kind", .text, notNull: true, fallback: .text("score"),
        meaning: "score (1 to 5), yes_no, choice or text; answers are checked and counted by it."),
      ColumnSchema("choices", .text, meaning: "What may be chosen, as a JSON array of texts, in order."),
    ])

  static let surveyResponses = TableSchema(
    "survey_responses", meaning: "A customer took a survey.",
    scope: .parent(column: "customer_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("customer_id", .reference, references: "customers", notNull: true, meaning: "The customer."),
      ColumnSchema("survey_id", .reference, references: "surveys", meaning: "The survey."),
      ColumnSchema("contact_id", .reference, references: "contacts", meaning: "Who answered."),
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Who asked."),
      ColumnSchema("answered_at", .integer, meaning: "When, in milliseconds since 1970 UTC."),
      ColumnSchema("channel", .text, meaning: "visit, phone, mail, message or web."),
    ])

  static let surveyAnswers = TableSchema(
    "survey_answers", meaning: "The answer to one question.",
    scope: .parent(column: "response_id"), deletion: .updateWins,
    columns: [
      ColumnSchema(
        "response_id", .reference, references: "survey_responses", notNull: true,
        meaning: "The taking of the survey to which it belongs."),
      ColumnSchema("question_id", .reference, references: "survey_questions", meaning: "The question."),
      ColumnSchema("score", .integer, meaning: "1 to 5; for yes and no 1 and 0; NULL for words. Averages count it."),
      ColumnSchema("text", .text, meaning: "What was chosen or said."),
    ])
}
