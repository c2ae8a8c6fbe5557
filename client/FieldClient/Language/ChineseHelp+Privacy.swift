extension ChineseHelp {
  /// Consent and correction.
  static let privacy = """
    List what stands at customers whose stock you keep, and what is to be filled up. => 列出由我方管理库存的客户处的存量和应补的货
    Only what is to be filled up. => 仅限应补的
    Note what you counted at a customer whose stock you keep. => 记录在客户处的盘点数
    Units that stand there. => 现有数量
    Agree between which levels a customer's stock is kept. => 约定客户处库存的上下限
    Below so many units it is filled up. => 低于此数量时补货
    Up to so many units it is filled. => 补货至此数量
    Take a draft order of all that is to be filled up at a customer. => 为客户处所有应补的货起草订单
    What customers agreed to: list, check, give, refuse, withdraw. => 客户的同意：列出、核对、记录同意、拒绝、撤回
    An answer is for one channel and one purpose, with its proof; the latest counts. Campaigns leave out who refuses their channel for marketing. A refusal of a channel altogether (`customer edit --consent-phone no`) stands for all purposes. => 每个答复针对一种渠道和一个目的，并附凭证；以最近的为准。活动不包括拒绝其渠道用于营销的客户。对某渠道的全面拒绝（`customer edit --consent-phone no`）适用于所有目的。
    call, mail, message or post. => call（电话）、mail（邮件）、message（消息）或 post（信件）
    marketing, service or survey. => marketing（营销）、service（服务）或 survey（调查）
    List answers, latest first. => 列出答复，最近的在前
    Only of this channel. => 仅限此渠道
    Only for this purpose. => 仅限此目的
    Say whether they may be spoken to this way, for this purpose. => 说明能否以此方式、为此目的联系对方
    Note that they agree, and the proof. => 记录对方同意及其凭证
    Note that they do not agree. => 记录对方不同意
    Note that they take back what they had agreed to. => 记录对方撤回同意
    How it can be proved, and where that is kept. => 凭证及其存放处
    When they said so (default: now). => 对方何时答复（默认：现在）
    Who said so, if somebody else. => 由谁答复（若非本人）
    How they said so. => 对方如何告知
    What for: marketing, service or survey; they may have refused it. => 目的：marketing（营销）、service（服务）或 survey（调查）；对方可能已拒绝
    A correction that the person asked for: what was wrong, and who said so. => 应对方要求的更正：何处有误、由谁提出
    """
}
