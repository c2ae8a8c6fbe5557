import ChangeModel
import GRDB

/// The surveys: questions for customers, and what they answered.
public struct SurveyBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// A survey with its questions, and what came of each.
  public struct Card: Sendable {
    public var survey: Record
    /// By place: the question's columns, with `answers` (count) and `average` (hundredths).
    public var questions: [Record]
    /// Words and choices with their count: `position`, `text`, `count`.
    public var texts: [Record]
  }

  /// A question to be added.
  public struct Question: Hashable, Sendable {
    public var text: String
    /// score, yes_no, choice or text.
    public var kind: String
    public var choices: [String]

    public init(_ text: String, kind: String = "score", choices: [String] = []) {
      self.text = text
      self.kind = kind
      self.choices = choices
    }
  }

  static let select = """
    SELECT s.*, (SELECT count(*) FROM survey_questions AS q WHERE q.survey_id = s.id) AS question_count,
      (SELECT count(*) FROM survey_responses AS r WHERE r.survey_id = s.id) AS response_count
    FROM surveys AS s
    """

  static let selectQuestions = """
    SELECT q.*, count(a.id) AS answers,
      CASE WHEN q.kind IN ('score', 'yes_no') THEN CAST(round(avg(a.score) * 100) AS INTEGER) END AS average
    FROM survey_questions AS q
    LEFT JOIN survey_answers AS a ON a.question_id = q.id
    WHERE q.survey_id = ?
    GROUP BY q.id
    ORDER BY q.position, q.id
    """

  static let selectTexts = """
    SELECT q.position, a.text, count(*) AS count
    FROM survey_answers AS a
    JOIN survey_questions AS q ON q.id = a.question_id
    WHERE q.survey_id = ? AND q.kind IN ('choice', 'text') AND a.text IS NOT NULL
    GROUP BY q.position, a.text
    ORDER BY q.position, count(*) DESC, a.text
    LIMIT 100
    """

  public func list() throws -> [Record] {
    try desk.read { db in try Query(Self.select).fetch(db, order: "s.starts_at DESC, s.name, s.id") }
  }

  public func show(_ name: String) throws -> Card {
    try desk.read { db in try card(try RowFinder.survey.find(name, in: db), db) }
  }

  /// Makes a survey for the whole org; a manager or the office does.
  public func add(_ cells: Cells, _ questions: [Question]) throws -> Card {
    try desk.requireManager()
    try questions.forEach(Self.check)
    return try desk.write { db in
      let id = desk.newID()
      try db.insert(into: "surveys", id: id, cells)
      for (index, question) in questions.enumerated() { try insert(question, at: Int64(index + 1), into: id, db) }
      return try card(id, db)
    }
  }

  /// Adds a question at the end.
  public func ask(_ name: String, _ question: Question) throws -> Card {
    try desk.requireManager()
    try Self.check(question)
    return try desk.write { db in
      let id = try RowFinder.survey.find(name, in: db)
      let last = try db.record(
        "SELECT max(position) AS last FROM survey_questions WHERE survey_id = ?", [Value(id).databaseValue])
      try insert(question, at: (last?.integer("last") ?? 0) + 1, into: id, db)
      return try card(id, db)
    }
  }

  /// Notes what a customer answered, in one change set.
  /// - Parameter answers: by the question's place, from 1.
  public func answer(
    _ name: String, customer: String, contact: String? = nil, channel: String? = nil,
    answers: [(position: Int64, text: String)]
  ) throws -> Record {
    guard !answers.isEmpty else { throw FieldError(.usage, "give at least one answer: --answer 1=5") }
    return try desk.write { db in
      let survey = try RowFinder.survey.find(name, in: db)
      let customer = try RowFinder.customer.find(customer, in: db)
      let questions = try card(survey, db).questions
      let response = desk.newID()
      var cells: Cells = [
        "customer_id": Value(customer), "survey_id": Value(survey), "rep_id": try desk.ownRepID(db),
        "answered_at": .integer(desk.now),
      ]
      if let contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
      if let channel { cells["channel"] = .text(channel) }
      try db.insert(into: "survey_responses", id: response, cells)
      for (position, text) in answers {
        guard let question = questions.first(where: { $0.integer("position") == position }), let id = question.id else {
          throw FieldError(.failed, "the survey has no question \(position): `godwit survey show` lists them")
        }
        var cells = try Self.answer(text, to: question)
        cells["response_id"] = Value(response)
        cells["question_id"] = Value(id)
        try db.insert(into: "survey_answers", id: desk.newID(), cells)
      }
      try db.noteContact(customer: customer, at: desk.now)
      return try db.record(
        """
        SELECT r.*, s.name AS survey, c.name AS customer,
          (SELECT count(*) FROM survey_answers AS a WHERE a.response_id = r.id) AS answers
        FROM survey_responses AS r
        LEFT JOIN surveys AS s ON s.id = r.survey_id
        LEFT JOIN customers AS c ON c.id = r.customer_id
        WHERE r.id = ?
        """, [Value(response).databaseValue]) ?? Record()
    }
  }

  /// What an answer is stored as, if it fits the question.
  static func answer(_ text: String, to question: Record) throws -> Cells {
    let place = question.integer("position") ?? 0
    switch question.text("kind") {
    case "score":
      guard let score = Int64(text), (1...5).contains(score) else {
        throw FieldError(.usage, "question \(place) is answered with 1 to 5, not \"\(text)\"")
      }
      return ["score": .integer(score)]
    case "yes_no":
      switch text.lowercased() {
      case "yes", "y", "1": return ["score": .integer(1), "text": .text("yes")]
      case "no", "n", "0": return ["score": .integer(0), "text": .text("no")]
      default: throw FieldError(.usage, "question \(place) is answered with yes or no, not \"\(text)\"")
      }
    case "choice":
      let choices = Tags.read(question.text("choices"))
      guard let choice = choices.first(where: { $0.lowercased() == text.lowercased() }) else {
        throw FieldError(.usage, "question \(place) is answered with one of: \(choices.joined(separator: ", "))")
      }
      return ["text": .text(choice)]
    default: return ["text": .text(text)]
    }
  }

  private static func check(_ question: Question) throws {
    guard question.text.contains(where: { !$0.isWhitespace }) else { throw FieldError(.usage, "the question is empty") }
    guard ["score", "yes_no", "choice", "text"].contains(question.kind) else {
      throw FieldError(.usage, "\"\(question.kind)\" is no kind of question: score, yes_no, choice or text")
    }
    guard question.kind != "choice" || question.choices.count > 1 else {
      throw FieldError(.usage, "a choice needs at least two --choice")
    }
  }

  private func insert(_ question: Question, at position: Int64, into survey: RowID, _ db: Database) throws {
    var cells: Cells = [
      "survey_id": Value(survey), "position": .integer(position), "text": .text(question.text),
      "kind": .text(question.kind),
    ]
    if !question.choices.isEmpty { cells["choices"] = .text(Tags.array(question.choices)) }
    try db.insert(into: "survey_questions", id: desk.newID(), cells)
  }

  private func card(_ id: RowID, _ db: Database) throws -> Card {
    var survey = Query(Self.select)
    survey.add("s.id = ?", Value(id))
    return Card(
      survey: try survey.fetch(db).first ?? Record(),
      questions: try db.records(Self.selectQuestions, [Value(id).databaseValue]),
      texts: try db.records(Self.selectTexts, [Value(id).databaseValue]))
  }
}
