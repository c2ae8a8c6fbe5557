/// What rules and the merge write in English into rows and rejections, in Chinese.
enum ChineseSentences {
  static let all = [orders, lines, fields, care, loyalty, others, leases, merge]

  private static let orders = """
    open orders and balance come to {}, the credit limit is {}. A manager or the office releases it, or the customer pays first. => 未结订单与欠款共 {}，信用额度为 {}。由经理或内勤放行，或请客户先付款。
    An invoice is long overdue. => 有发票逾期已久。
    Order {} => 订单 {}
    This order => 此订单
    The order => 该订单
    Return {} => 退货单 {}
    This return => 此退货单
    {} is {}; a {} cannot make it {}. {} => {1}的状态为{2}，{3}不能将其改为{4}。{5}
    Ask your manager. => 请找您的经理。
    Ask the office. => 请联系内勤。
    Ask the office to cancel it. => 请联系内勤取消。
    The office takes this step. => 这一步由内勤进行。
    {} is submitted without lines. => {}已提交，但没有明细。
    {} is on hold: {} => {}已暂停：{}
    {} is {}: its customer and currency are fixed. Cancel it and take a new order. => {}的状态为{}：客户和币种不能再改。请取消后另下新单。
    {} is {}: its lines are fixed. Cancel it and take a new order, or ask the office for a return. => {}的状态为{}：明细不能再改。请取消后另下新单，或请内勤办理退货。
    """

  private static let leases = """
    {}: {} more than is free are ordered beyond the rep's lease. A manager or the office releases it, or order less. => {}：超出业务员额度的部分比可用数量多 {} 件。由经理或内勤放行，或请减少订货。
    {} would give away {} more than is left of its budget beyond the rep's lease. A manager or the office releases it. => {}：超出业务员额度的优惠比剩余预算多 {}。由经理或内勤放行。
    open orders and balance come to {}, {} is leased to reps, the credit limit is {}. A manager or the office releases it, or the customer pays first. => 未结订单与欠款共 {}，业务员持有额度 {}，信用额度为 {}。由经理或内勤放行，或请客户先付款。
    The prices that were known count: {} at {}, now {}. => 按当时所知的价格：{} 为 {}，现为 {}。
    The prices were {} days old, and today's count: {} at {} instead of {}. => 价格已是 {} 天前的，按今天的价格：{} 为 {}，而非 {}。
    the prices are {} days old: {} at {}, now {}. A manager or the office releases it, or take today's prices. => 价格已是 {} 天前的：{} 为 {}，现为 {}。由经理或内勤放行，或改按今天的价格。
    It is not counted, so nothing need be leased: orders are not held for it. => 该项不计数，无需额度：订单不会因此暂停。
    Nothing is free. Ask the office, or ask again later. => 没有可用的。请联系内勤，或稍后再申请。
    More is not free, or not for one rep. => 没有更多可用，或超出单个业务员的份额。
    Lease {} => 额度 {}
    This lease => 此额度
    {} is refused: {} => {}被拒绝：{}
    {}: {} => {}：{}
    The lease belongs to nobody. Name the rep who is to spend it. => 额度不属于任何人。请指明使用它的业务员。
    A lease is of stock, of a promotion or of credit. Correct its kind. => 额度可为库存、促销或信用。请改正种类。
    The lease is a share of nothing. Name the product, promotion or customer. => 额度没有对象。请指明产品、促销或客户。
    A lease asks for a whole number above 0. Correct it. => 申请的额度须为大于 0 的整数。请改正。
    A lease begins as asked, and the server answers. Enter it so. => 额度以“已申请”开始，由服务器答复。请如此填写。
    A lease stands as it was asked for. Return it, and ask for another one. => 额度申请后不能更改。请退还后另行申请。
    A lease is granted and ended by the server. Return it, or let it run out. => 额度由服务器批准和结束。请退还，或等其到期。
    """

  private static let lines = """
    The line belongs to no order. Choose the order. => 此行不属于任何订单。请选择订单。
    The line names no product. Choose a product or enter its article number. => 此行没有产品。请选择产品或填写货号。
    The quantity of a line is a whole number above 0. Correct it or delete the line. => 数量须为大于 0 的整数。请改正或删除此行。
    The unit price of a line is 0 or more, in minor units. Enter the price. => 单价须为 0 或以上（以最小货币单位计）。请填写单价。
    The discount of a line is 0 to 10000 basis points (100 = 1 %). Correct it. => 折扣为 0 到 10000 个基点（100 = 1 %）。请改正。
    The line comes to more than can be booked. Check quantity and price. => 此行金额过大，无法入账。请检查数量和单价。
    The return belongs to no order. Choose the order of the goods. => 退货单没有订单。请选择货物所属的订单。
    The quantity that comes back is a whole number above 0. Correct it. => 退货数量须为大于 0 的整数。请改正。
    The goods are of another order than the return. Make a return of its own. => 货物不属于此退货单的订单。请另建退货单。
    {} units would come back of {} that were ordered. Look at the order's other returns. => 将退回 {} 件，而只订了 {} 件。请查看该订单的其他退货单。
    """

  private static let fields = """
    The territory has no name. Enter one. => 区域没有名称。请填写。
    The rep has no name. Enter one. => 业务员没有姓名。请填写。
    The product has no article number. Enter one. => 产品没有货号。请填写。
    The product has no name. Enter one. => 产品没有名称。请填写。
    The customer has no name. Enter one. => 客户没有名称。请填写。
    The contact has no name. Enter one. => 联系人没有姓名。请填写。
    The opportunity has no name. Say in a few words what it is about. => 商机没有名称。请用几个字写明内容。
    The task says nothing. Enter what is to be done. => 任务为空。请写明要做什么。
    The complaint says nothing. Enter what is wrong. => 投诉为空。请写明问题。
    The survey has no name. Enter one. => 调查没有名称。请填写。
    The question is empty. Enter what is asked. => 问题为空。请填写。
    The campaign has no name. Enter one. => 活动没有名称。请填写。
    The customer has no territory. Choose one of yours. => 客户没有区域。请选择您的一个区域。
    The order has no customer. Choose the customer who orders. => 订单没有客户。请选择下单的客户。
    {}.{} {} Correct it. => {}.{} {}请改正。
    is one of {}. => 须为以下之一：{}。
    is a whole number from {} to {}. => 须为 {} 到 {} 的整数。
    {} is a whole number from {} to {}. Correct it. => {} 须为 {} 到 {} 的整数。请改正。
    """

  private static let care = """
    The level to fill up to is not below the one to fill up from. Correct it. => 补货上限不能低于下限。请改正。
    The consent was taken back. Note a new one if they agree again. => 该同意已被撤回。对方再次同意时请另行记录。
    The correction has no reason. Say what was wrong, and who said so. => 更正没有原因。请说明何处有误、由谁提出。
    The person was erased: nothing about them is kept any more. Discard your change. => 该人的资料已被删除，不再保存任何内容。请放弃此修改。
    The lead is lost, and nobody said why. Enter the reason. => 线索已流失，但没有写明原因。请填写原因。
    The opportunity is lost, and nobody said why. Enter the reason. => 商机已失败，但没有写明原因。请填写原因。
    The complaint has no answer. Enter what the customer was told. => 投诉没有答复。请填写给客户的答复。
    Surveys and campaigns are for all. A manager or the office writes them: ask yours. => 调查和活动面向所有人，由经理或内勤编写：请联系他们。
    """

  private static let loyalty = """
    The entry belongs to no customer. Choose the customer. => 此记录没有客户。请选择客户。
    An entry of points stands as it is. Ask your manager for a correction. => 积分记录不能修改。请找您的经理更正。
    A rep spends a customer's points and gives none. Ask your manager or the office. => 业务员只能兑换积分，不能给予积分。请找您的经理或内勤。
    What {} promises was handed over already. Look at the account. => {} 的奖励已经给予。请查看账户。
    The account would be {} points. Redeem fewer: somebody may have redeemed before you. => 账户将为 {} 分。请少兑换一些：可能已有人先兑换。
    """

  private static let others = """
    A rep saves no views for everyone. Ask your manager. => 业务员不能为所有人保存视图。请找您的经理。
    A rep does not split orders. Ask your manager. => 业务员不能分拆订单报酬。请找您的经理。
    A rep does not set targets. Ask your manager. => 业务员不能设定目标。请找您的经理。
    A manager sets targets of own territories. Ask the office for one of the whole org. => 经理只设定自己区域的目标。全公司的目标请联系内勤。
    A rep does not move customers to another territory. Ask your manager to do it. => 业务员不能将客户移到其他区域。请找您的经理。
    A manager moves customers between own territories only. Ask the office to move this customer. => 经理只能在自己的区域之间移动客户。请联系内勤移动此客户。
    The setting has no key. Name one of those that `setting list` shows. => 设置没有名称。请用 `setting list` 所列的名称。
    """

  private static let merge = """
    a row of {} needs the row to which it belongs => {} 的行缺少其所属的行
    the row of {} would be in a territory that is not yours => {} 的行将属于不是您的区域
    {} is kept by the office; ask the office to change it => {} 由内勤管理：请联系内勤修改
    an auditor reads and writes nothing; ask the office to change it => 审计员只能查看，不能修改：请联系内勤修改
    {} is not an administrator's to change; ask the office => {} 不归管理员修改：请联系内勤
    {} would grow to {} bytes; at most {} are kept, shorten it => {} 将达 {} 字节，最多保留 {} 字节：请缩短
    another row of {} has the same {}; choose another one => {} 中已有相同的 {}：请另选一个
    a new row of {} cannot have the {} {}; it begins as {} => {1} 的新行不能为 {2} {3}，起始为 {4}
    {} cannot go from {} to {} => {} 不能从 {} 变为 {}
    it builds on change {}, which was rejected; correct that one first => 它建立在已被拒绝的修改 {} 之上：请先改正那一个
    the row of {} does not exist on the server (any more), or is not in your territories => {} 的行在服务器上不存在（或已删除），或不在您的区域
    {} needs a value => {} 需要一个值
    """
}
