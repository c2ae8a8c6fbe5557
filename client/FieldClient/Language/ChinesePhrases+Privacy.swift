extension ChinesePhrases {
  /// Consent and correction.
  static let privacy = """
    {} was erased: nothing personal is kept of them any more => {} 的资料已被删除，不再保存任何个人信息
    nothing is to be filled up => 无需补货
    no stock at customers; begin with `godwit stock levels CUSTOMER PRODUCT --min 10 --max 40` => 客户处没有库存记录；用 `godwit stock levels CUSTOMER PRODUCT --min 10 --max 40` 开始
    say up to how many it is filled, not fewer than the minimum: --max UNITS => 请说明补货上限，不得低于下限：--max UNITS
    nothing is to be filled up there: `godwit stock at` shows what stands there => 该处无需补货：`godwit stock at` 显示现有存量
    the server does not keep customers' stock yet: ask the office to update it, then sync => 服务器尚不支持客户处库存：请内勤更新后再同步
    {}: see `godwit warning list` => {}：见 `godwit warning list`
    1 new warning => 1 条新预警
    {} new warnings => {} 条新预警
    no look for early warnings: {} => 未检查预警：{}
    no answers; note one with `godwit consent give CUSTOMER --channel mail --proof WORDS` => 没有答复；用 `godwit consent give CUSTOMER --channel mail --proof WORDS` 记录
    say how it can be proved, such as the form they signed: --proof WORDS => 请说明凭证，例如对方签署的表格：--proof WORDS
    they have not agreed to it: note their refusal with `godwit consent refuse` => 对方未曾同意：用 `godwit consent refuse` 记录拒绝
    "{}" is no purpose: {} => “{}”不是目的：{}
    "{}" is no channel: {} => “{}”不是渠道：{}
    the server does not keep consents yet: ask the office to update it, then sync => 服务器尚不支持同意记录：请内勤更新后再同步
    the server does not keep corrections yet: ask the office to update it, then sync => 服务器尚不支持更正记录：请内勤更新后再同步
    say what was wrong, and who said so: --correction WORDS => 请说明何处有误、由谁提出：--correction WORDS
    """
}
