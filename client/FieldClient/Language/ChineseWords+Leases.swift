extension ChineseWords {
  /// States and kinds of leases.
  static let leases = """
    topic: lease => 额度
    asked => 已申请
    granted => 已批准
    returned => 已退还
    expired => 已到期
    kind: stock => 库存
    kind: promotion => 促销
    """
}
