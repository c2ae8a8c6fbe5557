extension ChineseTitles {
  static let selling = """
    as of => 截至
    because => 依据
    begins => 开始
    coming => 在途
    customers => 客户数
    deliver from => 最早送货
    deliver until => 最晚送货
    delivers => 可发货
    ends => 结束
    expected => 预计到货
    for => 适用于
    free => 可用
    free on top => 赠送
    from units => 起订量
    gives => 优惠
    holds until => 有效期至
    list => 价目表
    list price => 标价
    oldest count => 最早盘点
    on hand => 在库
    ordered since => 此后已订
    priced => 定价时间
    prices => 价格数
    prices as of => 价格截至
    priority => 优先级
    product => 产品
    products => 产品数
    promotion => 促销
    reserved => 已预留
    running => 进行中
    saved => 节省
    terms => 条款
    used => 使用中
    warehouse => 仓库
    why => 定价依据
    """

  static let settings = """
    default => 默认值
    key => 设置项
    meaning => 含义
    value => 值
    """
}
