/// What Godwit says in whole sentences, in Chinese. `{}` is the next value, `{2}` the second; what stands between
/// backquotes is typed as it is.
enum ChinesePhrases {
  static let all = [
    general, finding, customers, orders, visits, decisions, syncing, failures, selling, accounts, care, reports,
    privacy, leases,
  ]

  private static let general = """
    customer => 客户
    contact => 联系人
    product => 产品
    visit => 拜访
    order => 订单
    territory => 区域
    rep => 业务员
    conflict => 冲突
    nothing => 无
    never => 从未
    somebody => 有人
    deleted {} => 已删除 {}
    godwit: {} => godwit：{}
    {}: {} => {}：{}
    {} {} => {}{}
    {}, {} ({}) => {}，{}（{}）
    {} at {} => {}，{}
    the first {} are shown; --limit 0 shows all => 只显示前 {} 条；--limit 0 显示全部
    --limit takes a number from 0 on => --limit 须为 0 或正整数
    --limit takes a number from 1 on => --limit 须为正整数
    nothing to change: name at least one option, see --help => 没有要修改的内容：请至少给出一个选项，见 --help
    "{}" is no time for {}: write "2026-11-22 09:30", "09:30", now, today or tomorrow => “{}”不是 {} 可用的时间：请写 "2026-11-22 09:30"、"2026年11月22日"、"09:30"、现在、今天或明天
    """

  private static let finding = """
    there is no {} "{}" here: {} => 这里没有{}“{}”：{}
    `godwit {}` shows what there is => `godwit {}` 可列出现有的
    there is none => 一个也没有
    there is {} => 现有 {}
    "{}" could be any of these: {}{}. Name one by its ID or number => “{}”可能是以下任一个：{}{}。请用标识或编号指明
    ; and more => ；等等
    nothing has all of these words => 没有同时含有这些词的记录
    """

  private static let customers = """
    name the customer: godwit customer add NAME => 请写客户名称：godwit customer add 名称
    no customers; add one with `godwit customer add NAME` => 没有客户；用 `godwit customer add 名称` 添加
    no customer has all of these words => 没有同时含有这些词的客户
    name the territory with --territory: {} => 请用 --territory 指明区域：{}
    you have no territory: name one with --territory => 您没有区域：请用 --territory 指明
    {} has {} and cannot be deleted: set the status to lost instead => {} 有{}，不能删除：请改为将状态设为 lost（流失）
    orders => 订单
    an account, points or prices => 账目、积分或专用价格
    name the person: godwit contact add CUSTOMER NAME => 请写姓名：godwit contact add 客户 姓名
    no contacts; add one with `godwit contact add CUSTOMER NAME` => 没有联系人；用 `godwit contact add 客户 姓名` 添加
    """

  private static let orders = """
    no orders; take one with `godwit order add CUSTOMER --line SKU:QUANTITY` => 没有订单；用 `godwit order add 客户 --line 货号:数量` 下单
    an order to submit needs at least one --line => 要提交的订单至少需要一个 --line
    name at least one line: SKU:QUANTITY => 请至少写一行：货号:数量
    "{}" is no line: write SKU:QUANTITY, SKU:QUANTITY:PRICE, or SKU:QUANTITY:PRICE:DISCOUNT%, such as A-100:12:9.50:5% => “{}”不是订单行：请写 货号:数量、货号:数量:单价 或 货号:数量:单价:折扣%，例如 A-100:12:9.50:5%
    "{}" is no price in {}: at most {} decimals => “{}”不是以{}计的价格：最多 {} 位小数
    the order's currency => 订单币种
    {} has left the range: order something else => {} 已停售：请换别的产品
    {} is priced in {} but the order is in {}, and no price list has it: write a price, {}:{}:PRICE => {} 的价格以 {} 计，而订单以 {} 计，也没有价目表含有它：请写明单价，{}:{}:单价
    "{}" is no state: {} => “{}”不是订单状态：{}
    the order has no line {}: `godwit order show {}` lists them => 订单没有第 {} 行：`godwit order show {}` 可列出各行
    the order has no lines: add some with `godwit order add-line {} SKU:QTY` first => 订单没有明细：请先用 `godwit order add-line {} 货号:数量` 添加
    the order is {} and cannot become {}: {} => 订单状态为 {}，不能变为 {}：{}
    nothing follows it => 此后没有别的状态
    it can become {} => 可变为 {}
    the order is {}, and only a quote's or draft's lines can change: take a new order instead => 订单{}，只有报价单和草稿的明细可以修改：请另下新单
    gone => 已不存在
    {} are the office's: ask the office to change them => {}由内勤管理：请联系内勤修改
    an auditor reads and writes nothing: ask the office to change it => 审计员只能查看，不能修改：请联系内勤修改
    name the product with --name => 请用 --name 写产品名称
    "{}" is no price: write a decimal such as 12.50 => “{}”不是价格：请写小数，例如 12.50
    "{}" is no tax: write percent such as 19 => “{}”不是税率：请写百分数，例如 13
    no products; the office imports them => 没有产品；由内勤导入
    no product has all of these words => 没有同时含有这些词的产品
    """

  private static let visits = """
    no visits; plan one with `godwit visit plan CUSTOMER --at TIME` => 没有拜访；用 `godwit visit plan 客户 --at 时间` 安排
    deleted the visit at {} => 已删除对 {} 的拜访
    a customer => 某客户
    you are not checked in there: run `godwit visit check-in {}` first => 您还没有在那里签到：请先运行 `godwit visit check-in {}`
    you have not checked in: run `godwit visit check-in {}` first => 您还没有签到：请先运行 `godwit visit check-in {}`
    you have checked in already: the first arrival counts => 您已签到：以第一次到达为准
    you have checked out already: change the report with `godwit visit edit` => 您已签退：可用 `godwit visit edit` 修改报告
    "{}" is no degree for {}: write a decimal with at most 6 digits, such as 52.52 => “{}”不是 {} 可用的度数：请写最多 6 位小数，例如 31.23
    """

  private static let decisions = """
    no conflicts => 没有冲突
    no open conflicts; --all shows those that settled themselves => 没有未决冲突；--all 显示已自动解决的冲突
    decided: {} => 已决定：{}
    deleted => 已删除
    not deleted => 未删除
    {}: nothing => {}：空
    say how: one of --keep, --take-lost, or --set COLUMN=VALUE => 请说明如何解决：--keep、--take-lost 或 --set 列=值
    "{}" is no assignment: write COLUMN=VALUE => “{}”不是赋值：请写 列=值
    name one conflict, or give --all => 请指明一个冲突，或使用 --all
    --table and --column narrow down --all => --table 和 --column 用于缩小 --all 的范围
    --set is for one conflict: it would write one value to many rows => --set 只用于单个冲突：否则会把同一个值写入许多行
    not decided: {}: {} => 未决定：{}：{}
    there is no table {} => 没有表 {}
    {} has decided this conflict already => {} 已决定过此冲突
    {} has no column {} => {} 没有 {} 列
    "{}" is no value for {} => “{}”不是 {} 可用的值
    the conflict is about a table that this replica does not have => 此冲突涉及本副本没有的表
    the row is not here any more: decide with --keep => 该行已不在这里：请用 --keep 决定
    the lost value of {} cannot be read: write it with --set => 无法读取 {} 的落选值：请用 --set 写明
    what was lost cannot be read: write the values with --set COLUMN=VALUE => 无法读取落选值：请用 --set 列=值 写明
    nothing needs attention => 没有需要处理的修改
    new in {} => 新增于 {}
    changed in {} => 修改于 {}
    deleted from {} => 删除于 {}
    change {} is discarded => 修改 {} 已放弃
    change {} is made again: `godwit sync` hands it in => 修改 {} 已重做：`godwit sync` 会再次提交
    no rejected change {} waits: `godwit attention list` shows those that do => 没有被拒绝的修改 {}：`godwit attention list` 可列出待处理的
    """

  private static let syncing = """
    the office revoked this device: what was written here was handed in, and everything was erased; ask the office for a new code, and join with it => 内勤已撤销此设备：这里写下的内容已全部上交，本机数据已清除；请向内勤索取新码，再用它加入
    the office revoked this device, and work on it is still to be handed in: run `godwit sync` again => 内勤已撤销此设备，但还有内容尚未上交：请再次运行 `godwit sync`
    cannot erase {} ({}): see who may write there, and run `godwit sync` again => 无法清除 {}（{}）：请检查谁有写入权限，然后再次运行 `godwit sync`
    the server did not recognise this replica, after a backup was restored or its folder was copied: it goes on as device {}, and nothing was lost => 服务器不认识这个副本（恢复过备份，或文件夹被复制过）：它从现在起作为设备 {} 继续，没有丢失任何内容
    this needs {}, which the server of this replica does not have yet: sync, and ask the office to upgrade it if that does not help; nothing is lost => 这需要 {}，而此副本的服务器还没有：请同步；若仍无效，请让办公室升级服务器；没有丢失任何内容
    this Godwit cannot read what the server's newer version sends: your work is handed in, and nothing new comes; update Godwit => 此 Godwit 无法读取服务器新版本发送的内容：您的工作已提交，但不会收到新内容；请更新 Godwit
    this Godwit is too old (version {} of the schema, the office asks for {}): your work is handed in, and nothing new comes; update Godwit => 此 Godwit 版本过旧（架构版本 {}，办公室要求 {}）：您的工作已提交，但不会收到新内容；请更新 Godwit
    accepted by the server: {} => 服务器已接受：{}
    refused by the server, and put before you after the update: {} => 服务器已拒绝，更新后将交由您处理：{}
    the server has an older schema than this replica: what goes beyond it waits here; ask the office to upgrade it => 服务器的架构比此副本旧：超出部分在此等待；请让办公室升级服务器
    the server has an older schema than this replica, and cannot be compared with it: ask the office to upgrade it => 服务器的架构比此副本旧，无法比较：请让办公室升级服务器
    the server did not recognise this replica, and this Godwit is too old to go on as another one: update Godwit, and sync again; nothing is lost, the work waits => 服务器不认识这个副本，而此 Godwit 版本过旧，无法换号继续：请更新 Godwit 后再同步；没有丢失任何内容，工作在此等待
    1 row => 1 行
    {} rows => {} 行
    1 change set => 1 组修改
    {} change sets => {} 组修改
    1 rejected change => 1 个被拒绝的修改
    {} rejected changes => {} 个被拒绝的修改
    1 open conflict => 1 个未决冲突
    {} open conflicts => {} 个未决冲突
    sent {}, changed {} here, position {} => 已发送 {}，本地更新 {}，位置 {}
    {} sent {}, changed {} here => {} 已发送 {}，本地更新 {}
    {} still to be sent => 还有 {}待发送
    {}: see `godwit attention list` => {}：见 `godwit attention list`
    {}: see `godwit conflicts list` => {}：见 `godwit conflicts list`
    {}: `godwit attention list` => {}：`godwit attention list`
    {} open: `godwit conflicts list` => {} 个未决：`godwit conflicts list`
    {} sent {}, changed {} here, {} rejected: see `godwit attention list` => {} 已发送 {}，本地更新 {}，{} 组被拒绝：见 `godwit attention list`
    device {} of {} ({}) at {} => {4} {2}（{3}）的设备 {1}
    joined as {} => 已加入：{}
    had joined already, as {} => 此前已加入：{}
    {} received, position {}, in {} => 收到 {}，位置 {}，存于 {}
    godwit: {} is not encrypted: others on the network can read along; use https where you can => godwit：{} 未加密：网络上的他人可以读到；请尽量使用 https
    received {} rows => 已收到 {} 行
    writing {} rows to the replica => 正在写入 {} 行
    {} {} %  {} of about {} rows => {1} {2} %  约 {4} 行中的 {3} 行
    match: {} rows, position {} => 一致：{} 行，位置 {}
    no match at position {}: run `godwit verify --repair` to fetch the rows that differ => 在位置 {} 不一致：请运行 `godwit verify --repair` 取回不同的行
    {} ({}): {} rows here, {} on the server => {}（{}）：本地 {} 行，服务器 {} 行
    - {} => - {}
    and {} more => 还有 {} 处
    put right {} => 已修正 {}
    org => 公司
    territory {} => 区域 {}
    rep {} => 业务员 {}
    scope {} => 范围 {}
    row {} => 第 {} 行
    rows {} to {} => 第 {} 至 {} 行
    {}: somewhere among these => {}：在其中某处
    {}: {} missing here => {}：本地缺 {}
    {}: {} that the server does not have => {}：服务器没有的 {}
    {}: differs => {}：不同
    """

  private static let failures = """
    "{}" is not a server's address: it looks like https://godwit.example.com or http://HOST:PORT => “{}”不是服务器地址：应如 https://godwit.example.com 或 http://主机:端口
    the code is not valid (any more): ask the office for a new one => 邀请码无效或已失效：请向内勤索取新码
    the office revoked this device: your work is kept here; ask the office, then join with a new code in another --home => 内勤已撤销此设备：您的工作保留在这里；请联系内勤，再用新码在另一个 --home 中加入
    the server does not know this device ({}): ask the office whether it was removed => 服务器不认识此设备（{}）：请问内勤是否已移除
    the server failed ({}): nothing was lost, try again later => 服务器出错（{}）：没有丢失任何内容，请稍后再试
    the server is busy: nothing was lost, try again {} => 服务器繁忙：没有丢失任何内容，请{}再试
    in {} s => {} 秒后
    in a while => 稍后
    the server refused the request: {} => 服务器拒绝了请求：{}
    the server refused the time of the request ({}): set this device's clock and try again => 服务器拒绝了请求的时间（{}）：请校准本机时钟后再试
    the server speaks another version ({}): update godwit => 服务器版本不同（{}）：请更新 godwit
    {} does not know the request: its server is of another version => {} 不认识此请求：其服务器版本不同
    cannot reach {} ({}): nothing was lost, the work waits; try again later => 无法连接 {}（{}）：没有丢失任何内容，工作在等待；请稍后再试
    the answer did not come from a Godwit server (perhaps a network login page; HTTP {} from {}): nothing was lost, try again on another network => 应答不是来自 Godwit 服务器（可能是网络登录页；HTTP {}，来自 {}）：没有丢失任何内容，请换一个网络再试
    {} is busy (HTTP {}): nothing was lost, try again {} => {} 繁忙（HTTP {}）：没有丢失任何内容，请{}再试
    no answer in time => 超时无应答
    the connection was closed before the answer came => 应答之前连接已关闭
    no secure connection in time => 超时未能建立安全连接
    connection refused => 连接被拒绝
    the connection was cut => 连接中断
    its certificate is not trusted; an office with its own needs `join --ca FILE` => 其证书不受信任；自有证书的公司需要 `join --ca 文件`
    no route => 没有路由
    no such host, or no network => 没有此主机，或没有网络
    no replica in {}: run `godwit join URL --code CODE` first => {} 中没有副本：请先运行 `godwit join 网址 --code 邀请码`
    {} is missing: restore it from a backup, or join anew in another --home => 缺少 {}：请从备份恢复，或在另一个 --home 中重新加入
    {} is damaged: restore it from a backup, or join anew in another --home => {} 已损坏：请从备份恢复，或在另一个 --home 中重新加入
    cannot read {}: check who may read it => 无法读取 {}：请检查读取权限
    cannot write {} ({}): check free space and who may write there => 无法写入 {}（{}）：请检查剩余空间和写入权限
    cannot make the folder {}: choose another with --home, or make it writable => 无法建立文件夹 {}：请用 --home 另选，或使其可写
    another sync is running{}: wait until it is done, or end it first => 另一个同步正在进行{}：请等它结束，或先停止它
    cannot open {} ({}) => 无法打开 {}（{}）
    there is no file {}: name the PEM file with the server's authority => 没有文件 {}：请给出服务器证书机构的 PEM 文件
    {} already belongs to {} at {}: choose another folder with --home to join {} => {} 已属于 {}（{}）：要加入 {}，请用 --home 另选文件夹
    {} gave an answer that does not fit the question: update godwit => {} 的应答与请求不符：请更新 godwit
    the sync went on after its end: report this, and try again => 同步在结束后仍在继续：请报告此问题，然后再试
    {}: report this, and try again => {}：请报告此问题，然后再试
    the server's data changes too fast to be compared now: try again in a quieter minute => 服务器数据变化太快，现在无法比较：请稍候再试
    {} change sets still wait to be pushed, and only a replica without any can be compared: try again => 还有 {} 组修改待发送，须全部发送后才能比较：请再试
    another program holds the replica: end its transaction, and try again => 另一个程序占用了副本：请结束其事务后再试
    not written: {} => 未写入：{}
    the disk is full: nothing was written; free some space and try again => 磁盘已满：没有写入任何内容；请腾出空间后再试
    the replica could not be used: {} => 无法使用副本：{}
    the first download is not complete: run `godwit sync` to go on with it => 首次下载尚未完成：请运行 `godwit sync` 继续
    """
}
