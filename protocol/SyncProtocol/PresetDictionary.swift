/// The bytes that both sides of a small message have before it begins: codec 2 of a frame means this dictionary.
///
/// Frozen: another text is another dictionary, under another codec number.
enum PresetDictionary {
  static let one: [UInt8] = Array(text.utf8)

  /// What small messages hold, the most likely last: deflate writes near matches shorter than far ones.
  private static let text = """
    {"name":"","version":1,"tables":[{"columns":[],"deletion":"updateWins","joinsParent":false,"meaning":"\
    ","officeOwned":true,"scope":{"parent":{"column":"customer_id"}},"scope":{"owner":{"column":"territory_id"}},\
    "scope":{"org":{}},"policy":{"workflow":{"_0":{"initial":["draft"],"states":[{"name":"draft","next":["submitted",\
    "cancelled"]}]}}},"kind":"reference","references":"customers","kind":"integer","kind":"text","kind":"real",\
    "kind":"blob","policy":{"latest":{}},"policy":{"office":{}},"policy":{"first":{}},"policy":{"counter":{}},\
    "notNull":false,"unique":false,"fallback":{},"group":"address","status":"open","status":"settled"
    row column reference before after change set is not known to the server; may not be changed by a rep; \
    belongs to the office; does not exist any more; outside your territories; another row has the same value; \
    needs a value; try again later; correct it and submit it again; the order is on hold: credit limit exceeded
    happy with service needs invoice copy payment overdue will call back next week delivery before noon \
    asked for a discount on the next order meeting follow up sample price list updated customer visit order \
    no_order closed refused follow_up phone visit planned done open +1-+44 +49 +86 Street Avenue Road Main EUR USD GBP \
    CNY A B C D rep manager office lead opportunity contracted active dormant lost recovered retail wholesale \
    quote draft submitted confirmed picked shipped delivered invoiced cancelled on_hold
    """
}
