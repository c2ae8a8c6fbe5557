/// How the columns of somebody else's file become ours. docs/import.md describes the text that it is written in.
public struct Mapping: Hashable, Sendable {
  public var name: String
  public var kind: ImportKind
  /// The system in which the keys are unique; keeps the rows of two systems apart.
  public var source = ""
  /// The source columns, or names defined by `let`, that together are the key.
  public var key: [String] = []
  /// Whether rows that repeat a key with the same values are one.
  public var isDistinct = false
  /// Whether of the rows with one key the first alone counts.
  public var takesFirst = false
  /// What is said of rows that repeat an earlier one field by field; nil when nothing is.
  public var repetition: Repetition?
  public var numbers: [RunningNumber] = []
  public var totals: [Total] = []
  /// How the files of the set write numbers.
  public var numberForm = NumberForm.plain
  public var encoding: TextEncoding?
  public var delimiter: UInt8?
  public var sideFiles: [SideFile] = []
  public var definitions: [Definition] = []
  public var skips: [Skip] = []
  public var columns: [Definition] = []

  /// Another file of the same set, in which things are looked up.
  public struct SideFile: Hashable, Sendable {
    public var name: String
    /// Relative to the folder of the imported file.
    public var path: String
    /// The column by which rows are found.
    public var key: String
  }

  /// A name and what it stands for.
  public struct Definition: Hashable, Sendable {
    public var name: String
    public var expression: Expression
    /// The line of the mapping that says so.
    public var line: Int
  }

  /// A row that repeats an earlier one in every field: left out, or taken with a note.
  public struct Repetition: Hashable, Sendable {
    public var reason: String
    public var isLeftOut: Bool
  }

  /// How many rows with the same value there were so far, this one included.
  public struct RunningNumber: Hashable, Sendable {
    public var name: String
    /// The column, or name, whose values are told apart.
    public var column: String
    public var line: Int
  }

  /// A figure of the source that is added up over all its rows: the product of these columns.
  public struct Total: Hashable, Sendable {
    public var name: String
    public var factors: [String]
    public var line: Int
  }

  /// Rows that are left out on purpose.
  public struct Skip: Hashable, Sendable {
    public var name: String
    /// nil asks for emptiness.
    public var value: String?
    /// Whether `*` in the value stands for anything.
    public var isPattern = false
    public var isNegated: Bool
    public var reason: String
    public var line: Int
  }

  /// Where a value begins.
  public enum Term: Hashable, Sendable {
    /// A source column, or a name defined before.
    case name(String)
    case constant(String)
  }

  /// Terms, and what is done with them one step after the other.
  public struct Expression: Hashable, Sendable {
    public var terms: [Term]
    public var steps: [Step]
  }

  public enum Step: Hashable, Sendable {
    case trim
    case upper
    case lower
    case clean(TextForm)
    /// A telephone number in international form; the term gives the country's calling code.
    case phone(Term?)
    /// Joins the terms that are not empty.
    case join(String)
    case integer
    /// The text of a whole number, without decimals that are zero.
    case whole
    /// A number in units of ten to the minus `places`; without a form it is written as all of the file are.
    case decimal(places: Int, isRounded: Bool, form: NumberForm?)
    case negate
    /// nil reads ISO 8601.
    case date(DateFormat?)
    /// The day of a date as text, `YYYY-MM-DD`; nil reads ISO 8601.
    case day(DateFormat?)
    /// A whole number of units since 1970 UTC, each of so many milliseconds.
    case epoch(milliseconds: Int64)
    /// Milliseconds since 1970 UTC, or ISO 8601.
    case ownTime
    case boolean
    case map([String: String], otherwise: Term?)
    /// What an empty value becomes.
    case otherwise(Term)
    /// Empty when equal to the other term.
    case unless(Term)
    /// A column of a side file's row with this key; a missing row is a fault.
    case lookup(file: String, column: String)
    /// The same, but a missing row is empty.
    case find(file: String, column: String)
    /// The value that most of a side file's rows with this key have in a column, of equals the first; empty without.
    case usual(file: String, column: String)
    /// The sum of a column, or of the product of two, over a side file's rows with this key.
    case sum(file: String, column: String, factor: String?)
    case json(String)
    /// Splits at a separator into a set.
    case set(String)
    case reference(ImportKind)
    /// An ID in text, or else a key of Godwit's own.
    case ownReference(ImportKind)
  }
}
