/// What other systems call our columns, in small letters and without signs.
enum ColumnWords {
  /// For each kind our columns with the words, the likeliest first.
  static let all: [String: [(column: String, words: [String])]] = [
    "territories": [
      (
        "name",
        ["territory", "territoryname", "salesterritory", "region", "regionname", "name", "area", "district", "区域"]
      ),
      ("code", ["territoryid", "territorycode", "regionid", "code", "id"]),
    ],
    "reps": [
      (
        "name",
        [
          "name", "fullname", "repname", "salesrep", "salesagent", "salesperson", "employee", "rep", "姓名", "员工姓名",
          "业务员",
        ]
      ),
      (
        "code",
        [
          "code", "employeeid", "employeenumber", "repid", "personnelnumber", "personid", "empno", "employeeno", "id",
          "工号", "员工编号",
        ]
      ),
      ("title", ["title", "jobtitle", "position", "职位"]),
      ("email", ["email", "emailaddress", "mail", "邮箱", "电子邮件", "电子邮箱"]),
      ("phone", ["phone", "phonenumber", "telephone", "tel", "mobile", "电话", "电话号码", "联系电话", "手机", "手机号"]),
    ],
    "products": [
      (
        "sku",
        [
          "sku", "productcode", "stockcode", "articlenumber", "article", "itemnumber", "itemcode", "productid",
          "stockitemid", "itemno", "code", "id", "编号", "货号", "商品编码", "产品编号", "存货编码",
        ]
      ),
      (
        "name",
        [
          "name", "productname", "product", "itemname", "stockitemname", "description", "title", "品名", "名称", "商品名称",
          "产品名称", "存货名称",
        ]
      ),
      ("unit_price", ["unitprice", "price", "listprice", "salesprice", "msrp", "recommendedretailprice", "单价", "价格"]),
      ("currency", ["currency", "currencycode", "币种"]), ("tax_rate", ["taxrate", "vat", "vatrate", "税率"]),
      (
        "product_group",
        ["productgroup", "group", "category", "productline", "series", "categoryname", "类别", "品类", "分类"]
      ),
      ("brand", ["brand", "vendor", "productvendor", "maker", "manufacturer", "品牌"]),
      ("description", ["productdescription", "longdescription", "description", "说明"]),
      ("unit", ["unit", "quantityperunit", "uom", "单位", "计量单位"]),
      ("barcode", ["barcode", "ean", "gtin", "upc", "条码", "条形码"]),
      (
        "stock_quantity",
        ["stockquantity", "quantityinstock", "unitsinstock", "stock", "onhand", "quantityonhand", "库存"]
      ),
      ("lead_time_days", ["leadtimedays", "leadtime"]), ("active", ["active", "isactive"]),
    ],
    "customers": [
      (
        "code",
        [
          "code", "customernumber", "customerid", "customercode", "accountid", "accountnumber", "customerno", "custno",
          "partyno",
          "id", "客户编号", "客户编码", "编号",
        ]
      ),
      (
        "name",
        [
          "name", "customername", "companyname", "account", "accountname", "customer", "company", "partyname", "客户名称",
          "公司名称", "单位名称", "名称", "公司",
        ]
      ),
      ("legal_name", ["legalname"]), ("tax_id", ["taxid", "vatid", "vatnumber", "taxnumber", "税号", "纳税人识别号"]),
      ("industry", ["industry", "sector", "行业"]),
      ("birth_date", ["birthdate", "birthday", "dateofbirth", "生日", "出生日期"]),
      ("phone", ["phone", "phonenumber", "telephone", "tel", "mobile", "电话", "电话号码", "联系电话", "手机", "手机号"]),
      ("email", ["email", "emailaddress", "mail", "邮箱", "电子邮件", "电子邮箱"]),
      ("website", ["website", "web", "url", "websiteurl", "homepage", "网址"]),
      (
        "street",
        ["street", "address", "addressline1", "address1", "deliveryaddressline1", "streetaddress", "地址", "详细地址"]
      ),
      ("city", ["city", "town", "城市"]), ("region", ["region", "state", "province", "stateprovince", "省份", "省"]),
      ("postal_code", ["postalcode", "zip", "zipcode", "postcode", "deliverypostalcode", "邮编"]),
      ("country", ["country", "countryname", "officelocation", "国家"]),
      ("latitude", ["latitude", "lat"]), ("longitude", ["longitude", "lon", "lng"]),
      ("credit_limit", ["creditlimit", "limit", "信用额度"]), ("currency", ["currency", "currencycode", "币种"]),
      ("payment_days", ["paymentdays", "paymentterms", "terms", "账期"]),
      ("segment", ["segment", "customercategory", "category", "customertype"]), ("grade", ["grade", "rating", "等级"]),
      ("notes", ["notes", "note", "comments", "remarks", "备注", "说明"]),
      ("first_contact_at", ["firstcontactat", "customersince", "accountopeneddate", "createdat", "since", "建档日期"]),
    ],
    "contacts": [
      (
        "customer_id",
        ["customerid", "customernumber", "customercode", "customer", "accountid", "account", "companyid", "客户编号"]
      ),
      ("code", ["code", "contactid", "personid", "id"]),
      ("name", ["name", "contactname", "fullname", "contact", "person", "姓名", "联系人"]),
      ("role", ["role", "contacttitle", "jobtitle", "title", "position", "职位", "职务"]),
      ("phone", ["phone", "phonenumber", "telephone", "tel", "mobile", "电话", "电话号码", "联系电话", "手机", "手机号"]),
      ("email", ["email", "emailaddress", "mail", "邮箱", "电子邮件", "电子邮箱"]),
      ("birth_date", ["birthdate", "birthday", "dateofbirth", "生日", "出生日期"]),
      ("notes", ["notes", "note", "comments", "备注"]),
    ],
    "orders": [
      ("customer_id", ["customerid", "customernumber", "customercode", "customer", "accountid", "account", "客户编号"]),
      (
        "number",
        [
          "number", "ordernumber", "orderid", "orderno", "invoiceno", "invoicenumber", "salesno", "saleno", "id", "订单号",
          "订单编号", "单号",
        ]
      ),
      ("placed_at", ["placedat", "orderdate", "date", "invoicedate", "createdat", "下单日期", "订单日期", "下单时间", "日期"]),
      ("expected_at", ["expectedat", "requireddate", "expecteddeliverydate", "deliverydate", "duedate", "交货日期"]),
      ("currency", ["currency", "currencycode", "币种"]),
      ("customer_reference", ["customerreference", "customerpurchaseordernumber", "ponumber"]),
      ("memo", ["memo", "comments", "notes", "remarks", "备注"]),
    ],
    "order_lines": [
      (
        "order_id",
        ["orderid", "ordernumber", "orderno", "invoiceno", "invoicenumber", "salesno", "saleno", "订单号", "订单编号", "单号"]
      ),
      ("line_number", ["linenumber", "orderlinenumber", "line", "position", "lineno", "pos", "行号"]),
      (
        "product_id",
        [
          "productid", "productcode", "stockcode", "sku", "stockitemid", "article", "item", "itemno", "货号", "商品编码",
          "产品编号",
        ]
      ),
      (
        "sku",
        [
          "sku", "productcode", "stockcode", "productid", "stockitemid", "article", "item", "itemno", "货号", "商品编码",
          "产品编号",
        ]
      ),
      ("description", ["description", "productname", "itemname", "品名", "商品名称", "产品名称"]),
      ("quantity", ["quantity", "qty", "quantityordered", "count", "units", "pieces", "数量"]),
      ("unit_price", ["unitprice", "price", "priceeach", "单价"]),
      ("discount", ["discount", "discountpercent", "disc", "折扣"]),
      ("tax_rate", ["taxrate", "vat", "vatrate", "税率"]), ("picked_quantity", ["pickedquantity", "picked"]),
    ],
    "opportunities": [
      ("customer_id", ["customerid", "customernumber", "customercode", "customer", "accountid", "account", "客户编号"]),
      ("rep_id", ["repid", "salesagent", "salesrep", "salesperson", "owner", "rep", "agent", "负责人", "业务员"]),
      ("name", ["name", "dealname", "opportunityname", "opportunity", "deal", "subject", "product", "商机名称", "商机"]),
      ("value", ["value", "amount", "dealvalue", "dealamount", "closevalue", "expectedrevenue", "金额", "预计金额"]),
      ("stage", ["stage", "dealstage", "salesstage", "phase", "status", "阶段"]),
      ("currency", ["currency", "currencycode", "币种"]),
      ("probability", ["probability", "chance", "概率"]),
      ("expected_close_at", ["expectedcloseat", "expectedclosedate", "expectedclose", "预计成交日期"]),
      ("opened_at", ["openedat", "opendate", "created", "createdat", "createddate", "engagedate", "创建日期"]),
      ("closed_at", ["closedat", "closedate", "closeddate", "成交日期"]),
      ("competitor", ["competitor", "竞争对手"]), ("lost_reason", ["lostreason", "lossreason", "失败原因"]),
      ("notes", ["notes", "note", "comments", "备注"]),
    ],
    "payments": [
      ("customer_id", ["customerid", "customernumber", "customercode", "customer", "accountid", "account", "客户编号"]),
      ("number", ["number", "checknumber", "chequenumber", "paymentid", "paymentnumber", "receipt", "id"]),
      ("booked_at", ["bookedat", "paymentdate", "date", "paidat", "transactiondate", "付款日期", "收款日期"]),
      ("amount", ["amount", "paymentamount", "paid", "transactionamount", "金额", "收款金额"]),
      ("currency", ["currency", "currencycode", "币种"]),
    ],
    "invoices": [
      ("customer_id", ["customerid", "customernumber", "customercode", "customer", "accountid", "account", "客户编号"]),
      ("number", ["number", "invoicenumber", "invoiceno", "invoiceid", "id", "发票号"]),
      ("booked_at", ["bookedat", "invoicedate", "date", "开票日期"]), ("due_at", ["dueat", "duedate", "到期日"]),
      ("amount", ["amount", "invoiceamount", "total", "totalamount", "金额"]), ("tax", ["tax", "taxamount", "税额"]),
      ("outstanding", ["outstanding", "outstandingbalance", "open", "balance", "未付"]),
      ("currency", ["currency", "currencycode", "币种"]),
    ],
  ]

  static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
