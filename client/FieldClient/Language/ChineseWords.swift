/// The words that columns hold, in Chinese: states, kinds, roles and currencies. In the database they stay as they are.
/// `column: word` is what a word means in that column alone.
enum ChineseWords {
  static let all = [
    general, customers, visits, orders, prices, replica, currencies, accounts, care, reports, privacy, leases,
  ]

  private static let general = """
    yes => 是
    no => 否
    none => 无
    open => 未结
    closed => 已结
    done => 已完成
    customer => 客户
    contact => 联系人
    product => 产品
    order => 订单
    visit => 拜访
    rep => 业务员
    manager => 经理
    office => 内勤
    auditor => 审计员
    administrator => 管理员
    """

  private static let customers = """
    company => 公司
    person => 个人
    lead => 线索
    opportunity => 商机
    contracted => 已签约
    active => 活跃
    dormant => 休眠
    lost => 流失
    recovered => 已挽回
    survey => 调查
    campaign => 活动
    fair => 展会
    web => 网络
    call_centre => 呼叫中心
    complaint => 投诉
    referral => 转介绍
    list => 名单
    partner => 合作伙伴
    decides => 决策
    influences => 影响
    uses => 使用
    blocks => 阻碍
    buyer => 采购
    owner => 老板
    """

  private static let visits = """
    planned => 已计划
    there => 拜访中
    made => 已完成
    first contact => 首次接触
    purpose: offer => 报价
    delivery => 送货
    care => 回访
    promise => 承诺
    refused => 拒绝
    absent => 不在
    """

  private static let orders = """
    quote => 报价
    draft => 草稿
    submitted => 已提交
    on_hold => 已暂停
    confirmed => 已确认
    picked => 已拣货
    shipped => 已发货
    delivered => 已交货
    invoiced => 已开票
    cancelled => 已取消
    """

  private static let prices = """
    price_source: list => 价目表
    price_source: product => 标价
    promotion => 促销
    free_goods => 赠品
    manual => 手工定价
    assigned => 指定客户
    segment => 细分
    all => 所有客户
    topic: credit => 信用
    topic: overdue => 逾期
    topic: stock => 库存
    topic: price => 价格
    topic: validity => 有效期
    """

  private static let replica = """
    ready => 就绪
    downloading => 下载中
    revoked => 已撤销
    settled => 已自动解决
    decided => 已决定
    keep => 保留
    restore => 恢复落选值
    decision: other => 另写
    """

  private static let currencies = """
    CNY => 元
    EUR => 欧元
    USD => 美元
    GBP => 英镑
    JPY => 日元
    HKD => 港元
    TWD => 新台币
    KRW => 韩元
    SGD => 新加坡元
    CHF => 瑞士法郎
    SEK => 瑞典克朗
    NOK => 挪威克朗
    DKK => 丹麦克朗
    PLN => 兹罗提
    CAD => 加元
    AUD => 澳元
    """
}
