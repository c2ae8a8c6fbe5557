extension ChinesePhrases {
  static let selling = """
    price list => 价目表
    promotion => 促销
    warehouse => 仓库
    a quote needs at least one --line SKU:QUANTITY => 报价至少需要一个 --line 货号:数量
    the quote held until {}: take today's prices with `godwit order reprice {}` first => 报价有效期到 {} 为止：请先用 `godwit order reprice {}` 改按今天的价格
    {} is no quote: `godwit order list --status quote` shows those that wait => {} 不是报价单：`godwit order list --status quote` 列出待接受的报价单
    a price holds from 1 unit on, or more => 价格的起订量至少为 1
    a quantity is a whole number above 0 => 数量须为大于 0 的整数
    "{}" is no kind: discount, price or free_goods => “{}”不是促销类型：discount、price 或 free_goods
    say how many units are free: --from-quantity 10 --free 1 => 请写明赠送多少：--from-quantity 10 --free 1
    say what it takes off: --discount 5 for 5 % => 请写明折扣：--discount 5 表示 5 %
    say what one unit costs: --price 9.50 => 请写明单价：--price 9.50
    a promotion gives one thing: --discount, --price or --free => 一个促销只给一种优惠：--discount、--price 或 --free
    the delivery window ends before it begins: check --deliver-from and --deliver-until => 送货时段的结束早于开始：请检查 --deliver-from 和 --deliver-until
    no price lists: products cost what `godwit product list` shows => 没有价目表：产品按 `godwit product list` 所列价格
    no prices; the office sets them with `godwit price set {} SKU PRICE` => 没有价格；由内勤用 `godwit price set {} 货号 单价` 设定
    --for takes all, segment or assigned => --for 可为 all、segment 或 assigned
    "{}" is no discount: write percent such as 5 or 12.5 => “{}”不是折扣：请写百分数，例如 5 或 12.5
    no promotion holds now => 现在没有有效的促销
    no settings => 没有设置
    everything is to be had => 没有缺货
    no warehouses; the office adds them => 没有仓库；由内勤添加
    it would end before it begins: check --from and --until => 结束早于开始：请检查 --from 和 --until
    """
}
