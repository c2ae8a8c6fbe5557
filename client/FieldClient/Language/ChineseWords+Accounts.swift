extension ChineseWords {
  /// Deliveries, returns, invoices, points, targets and commission.
  static let accounts = """
    begun => 已开始
    packed => 已包装
    stored => 已存放
    carried => 运输中
    handed_over => 已交付
    requested => 已申请
    approved => 已批准
    status: refused => 已拒绝
    refunded => 已退款
    invoice => 发票
    payment => 付款
    credit => 贷项
    correction => 更正
    earn => 获得
    redeem => 兑换
    grant => 给予
    expire => 过期
    adjust => 调整
    points => 积分
    purchases => 购买额
    tier => 等级
    gift => 礼品
    kind: offer => 优惠
    sales => 销售额
    orders => 订单
    visits => 拜访
    customers => 客户
    period: month => 月
    period: quarter => 季度
    period: year => 年
    damaged => 损坏
    wrong => 发错
    mistake => 订错
    unsold => 滞销
    good => 完好
    unknown => 未知
    reason: late => 迟到
    """
}
