extension ChinesePhrases {
  static let leases = """
    lease => 额度
    the server grants no leases yet: update it first => 服务器尚不支持额度：请先更新服务器
    the lease is {}: nothing is left to give back => 额度{}：没有可退还的
    a customer's credit is the credit limit: `godwit customer edit` sets it => 客户的信用即信用额度：用 `godwit customer edit` 设定
    a customer's credit is the credit limit: `godwit customer show` tells it => 客户的信用即信用额度：用 `godwit customer show` 查看
    "{}" is no amount: write units such as 20, or money such as 500.00 => “{}”不是数额：请写件数，例如 20，或金额，例如 500.00
    no leases; `godwit lease ask stock PRODUCT UNITS` asks for one => 没有额度；用 `godwit lease ask stock 产品 件数` 申请
    give one of --total, --add and --off => --total、--add 和 --off 只能给一个
    "{}" is nothing that is leased: stock, promotion or credit => “{}”不能申请额度：可为 stock、promotion 或 credit
    {} of {} => {2} {1}
    {} off by {} => {2} 的优惠 {1}
    {} of credit for {} => {2} 的信用 {1}
    {}: certain by your lease {}, if the order is handed in before {} => {}：由您的额度 {} 保证，须在 {} 之前提交订单
    {}: only {} is certain by your lease {}; for the rest it may be held => {1}：您的额度 {3} 只保证 {2}；其余部分订单可能暂停
    {}: not leased, {} is free as far as known; it may be held => {}：没有额度，据所知可用 {}；订单可能暂停
    {} + leased to reps {} = {} => {} + 业务员持有的额度 {} = {}
    {} = {} => {} = {}
    balance {} + other open orders {} + this order {} => 欠款 {} + 其他未结订单 {} + 本单 {}
    """
}
