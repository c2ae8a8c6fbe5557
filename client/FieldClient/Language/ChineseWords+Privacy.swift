extension ChineseWords {
  /// Consent.
  static let privacy = """
    purpose: marketing => 营销
    purpose: service => 服务
    purpose: survey => 调查
    channel: call => 电话
    channel: mail => 邮件
    channel: message => 消息
    channel: post => 信件
    state: given => 已同意
    state: refused => 已拒绝
    state: withdrawn => 已撤回
    """
}
