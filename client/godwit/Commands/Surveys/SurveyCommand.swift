import ArgumentParser
import ChangeModel
import FieldClient

struct SurveyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey", abstract: "Surveys: list, show with results, add, ask, answer.",
    subcommands: [SurveyList.self, SurveyShow.self, SurveyAdd.self, SurveyAsk.self, SurveyAnswer.self])
}

/// How surveys are shown.
enum SurveyShapes {
  static let list = [
    Field("SURVEY", "name"), Field("PURPOSE", "purpose"), Field("QUESTIONS", "question_count", .number),
    Field("TAKEN", "response_count", .number), Field("ID", "id", .shortID),
  ]
  static let card = [
    Field("survey", "name"), Field("id", "id", .id), Field("purpose", "purpose"), Field("from", "starts_at", .moment),
    Field("until", "ends_at", .moment), Field("taken", "response_count", .number),
  ]
  static let questions = [
    Field("NO", "position", .number), Field("QUESTION", "text"), Field("KIND", "kind"),
    Field("CHOICES", "choices", .tags), Field("ANSWERS", "answers", .number), Field("AVERAGE", "average", .hundredths),
  ]
  static let texts = [Field("NO", "position", .number), Field("ANSWER", "text"), Field("COUNT", "count", .number)]
  static let response = [
    Field("survey", "survey"), Field("id", "id", .id), Field("customer", "customer"),
    Field("answered", "answered_at", .moment), Field("answers", "answers", .number),
  ]
}

extension Printer {
  func show(_ card: SurveyBook.Card) {
    guard !isJSON else {
      return document(JSON(card.survey).adding(("questions", JSON(card.questions)), ("texts", JSON(card.texts))))
    }
    self.card(card.survey, SurveyShapes.card)
    section("Questions", card.questions, SurveyShapes.questions)
    section("In words", card.texts, SurveyShapes.texts)
  }
}

struct SurveyList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List surveys.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.list(
      try SurveyBook(common.desk()).list(), SurveyShapes.list,
      empty: "no surveys; a manager makes one with `godwit survey add NAME --question WORDS`")
  }
}

struct SurveyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a survey's questions, and what was answered.")

  @Argument(help: "The survey.") var survey: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try SurveyBook(common.desk()).show(survey)) }
}

struct SurveyAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a survey (managers); questions of other kinds are added with `ask`.")

  @Argument(help: "What reps call it.") var name: String
  @Option(help: "What the answers are for.") var purpose: String?
  @Option(help: "A question answered with 1 to 5; may be repeated.") var question: [String] = []
  @Option(help: "From when it is asked.") var from: String?
  @Option(help: "Until when it is asked.") var until: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = Cells()
    cells.set("name", name)
    cells.set("purpose", purpose)
    cells.set("starts_at", try moment(from, option: "--from"))
    cells.set("ends_at", try moment(until, option: "--until"))
    common.printer.show(try SurveyBook(common.desk()).add(cells, question.map { SurveyBook.Question($0) }))
  }
}

struct SurveyAsk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Add a question at the end of a survey (managers).")

  @Argument(help: "The survey.") var survey: String
  @Argument(help: "The question, as it is asked.") var question: String
  @Option(help: "score (1 to 5), yes_no, choice or text.") var kind = "score"
  @Option(help: "What may be chosen; repeat it.") var choice: [String] = []
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try SurveyBook(common.desk()).ask(survey, SurveyBook.Question(question, kind: kind, choices: choice)))
  }
}

struct SurveyAnswer: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "answer", abstract: "Note what a customer answered.")

  @Argument(help: "The survey.") var survey: String
  @Argument(help: "The customer.") var customer: String
  @Option(help: ArgumentHelp("The answer to a question, by its number; repeat it.", valueName: "number=answer"))
  var answer: [String] = []
  @Option(help: "Who answered.") var contact: String?
  @Option(help: "visit, phone, mail, message or web.") var channel: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let answers = try answer.map { text in
      guard let pair = CustomFields.parse(text), let position = Int64(pair.name) else {
        throw FieldError(.usage, "\"\(text)\" is no answer: write the question's number and the answer, such as 1=5")
      }
      return (position: position, text: pair.value)
    }
    common.printer.show(
      try SurveyBook(common.desk()).answer(
        survey, customer: customer, contact: contact, channel: channel, answers: answers), SurveyShapes.response)
  }
}
