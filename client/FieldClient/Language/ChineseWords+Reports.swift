extension ChineseWords {
  /// What reports call their findings.
  static let reports = """
    risk: on_time => 正常
    risk: behind => 落后
    risk: at_risk => 有流失风险
    risk: lost => 流失
    state: late => 已过期
    state: ended => 已解除
    kind: credit => 超额度
    kind: overdue => 逾期
    kind: plan => 落后计划
    kind: churn => 流失风险
    kind: visit => 久未联系
    champion => 重要价值
    loyal => 忠诚
    promising => 有潜力
    middling => 一般
    slipping => 正在流失
    faded => 已淡出
    method: naive => 去年同月
    method: mean => 三月均值
    method: seasonal => 季节增长
    method: trend => 平滑趋势
    """
}
