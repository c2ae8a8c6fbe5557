extension ChineseHelp {
  static let leases = """
    What you may promise for certain: shares of stock, of budgets and of credit. => 您可以确保承诺的：库存、促销预算和信用的额度
    A lease is kept for you until it runs out: orders within it count whatever others sell meanwhile. The server answers with the next sync. Orders spend leases by themselves; `godwit order check` tells what is certain. => 额度在到期前为您保留：额度内的订单一定算数，无论他人其间售出多少。服务器在下次同步时答复。订单自动使用额度；`godwit order check` 说明哪些有保证。
    List your leases, with what is left of them. => 列出您的额度及剩余
    Also those that have ended. => 也包括已结束的
    Show a lease, and the answer to it. => 查看额度及其答复
    The lease's number or ID. => 额度的单号或标识
    Ask for a lease; the server answers with the next sync. => 申请额度；服务器在下次同步时答复
    stock, promotion or credit. => stock（库存）、promotion（促销）或 credit（信用）
    The product, promotion or customer. => 产品、促销或客户
    Units, or an amount of money. => 件数或金额
    Give back what is left of a lease. => 退还额度的剩余部分
    Show what of a stock or budget is sold, leased and free, or set it (office only). => 查看库存或预算的已售、已作额度和可用，或设定总数（限内勤）
    stock or promotion. => stock（库存）或 promotion（促销）
    The product or promotion. => 产品或促销
    What there is in all: units, or an amount of money. => 总数：件数或金额
    What comes on top. => 追加的数额
    Count nothing any more. => 不再计数
    """
}
