import ArgumentParser
import Testing

@testable import FieldClient
@testable import godwit

/// What `--help` and usage errors say in Chinese. A command's abstract or an option's help without Chinese fails here.
@Suite struct HelpTests {
  @Test func everyTextOfTheHelpHasChinese_andNoChineseIsLeftOver() {
    var missing = [String: String]()
    var used = Set<String>()
    for (path, command) in Self.commands(Godwit.self, path: "godwit") {
      let help = Godwit.helpMessage(for: command, columns: HelpText.unbroken)
      for line in help.split(separator: "\n").map(HelpLine.init) where line.text.contains(where: \.isLetter) {
        if Catalogue.help(line.text, in: .chinese) == nil { missing[line.text] = missing[line.text] ?? path }
        used.formUnion(Self.parts(of: line.text))
      }
    }
    let lines = missing.map { "\($0.key) => \t\t\($0.value) --help" }.sorted()
    #expect(lines.isEmpty, "ChineseHelp lacks:\n\(lines.joined(separator: "\n"))")
    #expect(used.count > 500, "the walk through the commands finds hardly any: it is broken")
    let idle = Catalogue.lines(ChineseHelp.own).map(\.key).filter { !used.contains($0) }
    #expect(idle.isEmpty, "nothing says these any more:\n\(idle.joined(separator: "\n"))")
  }

  /// The parts that a pattern leaves must have Chinese themselves.
  @Test func theOverviewAndTheListOfValuesLeaveNoEnglishBehind() {
    let help = HelpText.said(
      Godwit.helpMessage(for: TodayCommand.self, columns: HelpText.unbroken), in: .chinese, width: 80)
    #expect(
      help == """
        简介：今天要做的事，最紧要的在前

        业务员看到自己的和无人负责的；经理和内勤看到全部。不写入任何内容。

        用法：godwit today [--day <day>] [--all] [--mine] [--limit <limit>] [--home <dir>] [--json] [--lang <lang>]

        选项：
          --day <day>             其他日期，例如 tomorrow 或 明天
          --all                   所辖区域内所有人的
          --mine                  仅限自己的（供经理使用）
          --limit <limit>         每类最多显示的行数；0 为全部（默认：5）
          --home <dir>            副本所在文件夹（默认：$GODWIT_HOME，否则 ~/.godwit）
          --json                  在标准输出打印一个 JSON 文档
          --lang <lang>           输出英文（en）或中文（zh），默认随系统区域；两种语言的
                                  JSON 相同（可选：en, zh）
          -h, --help              显示帮助

        """)
  }

  @Test func aGroupListsItsCommandsInChinese() {
    let help = Self.said(["task", "--help"])
    #expect(help.hasPrefix("简介：任务和提醒："))
    #expect(help.contains("\n子命令：\n  list                    按期限列出任务\n"))
    #expect(help.hasSuffix("\n  详细帮助见“godwit help task <subcommand>”"))
    #expect(Self.said(["--lang", "zh"]).contains("\n每日：\n  today                   今天要做的事，最紧要的在前\n"))
    for arguments in [["task", "--lang", "zh"], ["--lang", "zh", "help", "task"], ["--json", "task", "--help"]] {
      #expect(Self.said(arguments) == help)
    }
  }

  @Test func noLineOfTheHelpIsWiderThanTheTerminal() {
    for width in [60, 80, 120] {
      for (path, command) in Self.commands(Godwit.self, path: "godwit") {
        let english = Godwit.helpMessage(for: command, columns: HelpText.unbroken)
        for line in HelpText.said(english, in: .chinese, width: width).split(separator: "\n") {
          #expect(DisplayWidth.of(line) <= width || line.hasPrefix("用法：") || line.hasPrefix("  -"), "\(path): \(line)")
        }
      }
    }
  }

  @Test(arguments: [
    (["task", "lst"], "错误：多余的参数“lst”\n用法：godwit task <subcommand>\n  更多信息见“godwit task --help”"),
    (["task", "list", "--lim"], "错误：未知选项“--lim”。是否想写“--limit”？\n用法：godwit task list "),
    (["task", "list", "open", "x"], "错误：2 个多余的参数：“open', 'x”\n"),
    (["task", "list", "--limit"], "错误：“--limit <limit>”缺少值\n说明：--limit <limit>  最多显示的条数；0 为全部"),
    (["task", "done"], "错误：缺少参数“<task>”\n说明：<task>  任务：标识、主题或其客户\n"),
    (["task", "list", "--json=4"], "错误：选项“--json”不带值，却给出了“4”\n"),
    (["task", "list", "--limit", "x"], "错误：“--limit <limit>”不能取值“x”\n"),
    (["task", "list", "--lang", "xx"], "错误：“--lang <lang>”不能取值“xx”，可选：en、zh\n"),
    (["lead", "judge", "x", "--level", "y"], "错误：“--level <level>”不能取值“y”，可选：deposit、week、month、quarter、later\n"),
  ])
  func aWrongCommandLineIsSaidInChinese(arguments: [String], beginning: String) {
    let text = Self.said(arguments)
    #expect(text.hasPrefix(beginning), "\(text)")
  }

  @Test func scriptsForShellsStayAsTheyAre() {
    #expect(Self.said(["--generate-completion-script", "bash"]).hasPrefix("#!/bin/bash"))
    #expect(Self.said(["--experimental-dump-help"]).contains("\"abstract\" : \"Note a call.\""))
  }

  @Test func englishIsTheParsersOwn() {
    #expect(Self.said(["task", "lst"], in: .english).hasPrefix("Error: Unexpected argument 'lst'\nUsage: "))
  }

  @Test func chineseBreaksBetweenCharacters_butNotBeforePunctuationNorWithinWords() {
    #expect(DisplayWidth.broken("客户、拜访和订单", to: 6) == ["客户、", "拜访和", "订单"])
    #expect(DisplayWidth.broken("客户，拜访", to: 6) == ["客户，", "拜访"])
    #expect(DisplayWidth.broken("例如 2026-11-22 09:30 或 now", to: 12) == ["例如", "2026-11-22", "09:30 或 now"])
    #expect(DisplayWidth.broken("拜访（首次）后", to: 7) == ["拜访", "（首", "次）后"])
    #expect(DisplayWidth.broken("", to: 8) == [""])
    #expect(DisplayWidth.broken("incomprehensible 字", to: 8) == ["incomprehensible", "字"])
  }

  // MARK: The parser

  private static func said(_ arguments: [String], in language: Language = .chinese) -> String {
    do {
      var command = try Godwit.command(of: arguments)
      try command.run()
      return "it ran"
    } catch {
      return HelpText.text(for: error, in: language, width: 80)
    }
  }

  private static func commands(
    _ command: any ParsableCommand.Type, path: String
  ) -> [(path: String, command: any ParsableCommand.Type)] {
    [(path, command)]
      + command.configuration.subcommands.flatMap { commands($0, path: "\(path) \($0._commandName)") }
  }

  /// The text without what the parser sets around it.
  private static func parts(of text: String) -> [String] {
    let own = text.trimmingPrefix("OVERVIEW: ")
    return [String(own)]
      + [" (values: ", " (default: "].compactMap { own.firstRange(of: $0) }.map {
        String(own[..<$0.lowerBound])
      }
  }
}
