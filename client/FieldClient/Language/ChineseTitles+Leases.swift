extension ChineseTitles {
  static let leases = """
    granted => 批准
    in all => 总数
    judgement => 服务器裁定
    leased => 已作额度
    """
}
