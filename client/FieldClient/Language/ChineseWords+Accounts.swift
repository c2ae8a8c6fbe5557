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
    refused => 已拒绝
    received => 已收到
    refunded => 已退款
    invoice => 发票
    payment => 付款
    credit => 贷项
    earned => 获得
    redeemed => 兑换
    granted => 给予
    tier => 等级
    gift => 礼品
    offer => 优惠
    sales => 销售额
    orders => 订单
    visits => 拜访
    customers => 客户
    month => 月
    quarter => 季度
    year => 年
    damaged => 损坏
    wrong => 发错
    """
}
