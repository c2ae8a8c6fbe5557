/// What `--help` and the errors of the argument parser say, in Chinese: abstracts of commands, what stands below them,
/// and what each option is for. Words that are typed stay as they are.
enum ChineseHelp {
  static let all = [frame, usage] + own

  /// What stands in the commands themselves.
  static let own = [
    common, replica, calls, leads, complaints, care, surveys, customers, visits, orders, products, prices, deliveries,
    loyalty, pay, reports, privacy, leases,
  ]

  /// What the parser sets around our own texts.
  private static let frame = """
    OVERVIEW: {} => 简介：{}
    USAGE: {} => 用法：{}
    Usage: {} => 用法：{}
    Error: {} => 错误：{}
    Help:  {} => 说明：{}
    Help:  {}  {} => 说明：{}  {}
    ARGUMENTS: => 参数：
    OPTIONS: => 选项：
    SUBCOMMANDS: => 子命令：
    REPLICA SUBCOMMANDS: => 副本：
    DAY SUBCOMMANDS: => 每日：
    WORK SUBCOMMANDS: => 工作：
    SELLING SUBCOMMANDS: => 销售：
    {} (values: {}) => {}（可选：{}）
    {} (default: {}) => {}（默认：{}）
    {} (values: {}; default: {}) => {}（可选：{}；默认：{}）
    See '{}' for detailed help. => 详细帮助见“{}”
    See '{}' for more information. => 更多信息见“{}”
    Show help information. => 显示帮助
    Show subcommand help information. => 显示子命令的帮助
    """

  /// What the parser says of a command line that it cannot read.
  private static let usage = """
    Unknown option '{}' => 未知选项“{}”
    Unknown option '{}'. Did you mean '{}'? => 未知选项“{}”。是否想写“{}”？
    Unexpected argument '{}' => 多余的参数“{}”
    {} unexpected arguments: '{}' => {} 个多余的参数：“{}”
    Missing value for '{}' => “{}”缺少值
    Missing expected argument '{}' => 缺少参数“{}”
    Missing one of: '{}' => 缺少以下之一：“{}”
    The option '{}' does not take any value, but '{}' was specified. => 选项“{}”不带值，却给出了“{}”
    The value '{}' is invalid for '{}' => “{2}”不能取值“{1}”
    The value '{}' is invalid for '{}'. Please provide one of {}. => “{2}”不能取值“{1}”，可选：{3}
    The value '{}' is invalid for '{}'. Please provide one of the following: => “{2}”不能取值“{1}”，可选：
    '{}' and '{}' => {}、{}
    '{}', '{}' or '{}' => {}、{}、{}
    '{}', '{}', '{}' or '{}' => {}、{}、{}、{}
    '{}', '{}', '{}', '{}' or '{}' => {}、{}、{}、{}、{}
    Value to be set with {} had already been set with {} => {} 与先前的 {} 冲突
    Invalid option: {} => 无效选项：{}
    """
}
