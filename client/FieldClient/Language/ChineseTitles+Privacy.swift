extension ChineseTitles {
  /// Consent.
  static let privacy = """
    counted by => 盘点人
    counted on => 盘点时间
    max => 上限
    min => 下限
    on its way => 在途
    to deliver => 应补
    allowed => 可联系
    contact => 联系人
    how => 方式
    noted by => 记录人
    proof => 凭证
    said => 答复时间
    said by => 答复人
    withdrawn => 撤回时间
    """
}
