extension Mapping {
  /// The sample of a pipeline for computer hardware: regional offices are territories, and names are the keys.
  ///
  /// An account belongs to the agent with most of its deals. Opportunities without an account belong to a collective
  /// customer of the agent's office, which the part `unnamed` of the customers makes out of the sales teams.
  static let crmPipeline: [String: String] = [
    "territories": """
    kind territories
    source crm_pipeline
    key regional_office
    first
    name = regional_office | trim
    code = regional_office | trim
    """,
    "reps": """
    kind reps
    source crm_pipeline
    key sales_agent
    name = sales_agent | name
    code = sales_agent | trim
    title = "Sales agent"
    role = "rep"
    territories = regional_office | reference territories
    """,
    "reps:managers": """
    kind reps
    source crm_pipeline
    key manager
    first
    name = manager | name
    code = manager | trim
    title = "Sales manager"
    role = "manager"
    territories = regional_office | reference territories
    """,
    "products": """
    kind products
    source crm_pipeline
    key product
    sku = product | trim
    name = product | trim
    unit_price = sales_price | money
    currency = "USD"
    product_group = series | trim
    unit = "each"
    """,
    "customers": """
    kind customers
    source crm_pipeline
    key account
    file pipeline = "sales_pipeline.csv" by account
    file teams = "sales_teams.csv" by sales_agent
    let agent = account | usual pipeline sales_agent
    territory_id = agent | lookup teams regional_office | default "Central" | reference territories
    owner_rep_id = agent | reference reps
    code = account | trim
    name = account | spaces
    industry = sector | trim | map "technolgy" = "technology", else sector
    country = office_location | trim | map "Philipines" = "Philippines", else office_location
    currency = "USD"
    status = "active"
    """,
    "customers:unnamed": """
    kind customers
    source crm_pipeline
    let collective = "Account not named,", regional_office | join " "
    key collective
    first
    territory_id = regional_office | reference territories
    code = collective
    name = collective
    currency = "USD"
    status = "lead"
    tags = "collective" | set ";"
    """,
    "opportunities": opportunities("date"),
    // The same deals with dates as Americans write them.
    "opportunities:us-dates": opportunities("date \"M/D/YYYY\""),
    "opportunity_steps": """
    kind opportunity_steps
    source crm_pipeline
    key opportunity_id
    skip when engage_date is empty because "not engaged yet"
    opportunity_id = opportunity_id | reference opportunities
    rep_id = sales_agent | reference reps
    stage = "intent"
    stage_before = "initial_contact"
    entered_at = engage_date | date
    """,
    "opportunity_steps:closed": """
    kind opportunity_steps
    source crm_pipeline
    let step = opportunity_id, "closed" | join " "
    key step
    skip when close_date is empty because "still open"
    opportunity_id = opportunity_id | reference opportunities
    rep_id = sales_agent | reference reps
    stage = deal_stage | map "Won" = "contract", "Lost" = "lost"
    stage_before = "intent"
    entered_at = close_date | date
    """,
  ]

  private static func opportunities(_ date: String) -> String {
    """
    kind opportunities
    source crm_pipeline
    key opportunity_id
    file teams = "sales_teams.csv" by sales_agent
    file products = "products.csv" by product
    let office = sales_agent | lookup teams regional_office
    let collective = "Account not named,", office | join " "
    let customer = account | trim | default collective
    # One product is written in two ways; a product that is not in the list is refused.
    let article = product | trim | map "GTXPro" = "GTX Pro", else product
    let price = article | lookup products sales_price
    total close_value = close_value
    customer_id = customer | reference customers
    rep_id = sales_agent | reference reps
    name = article | lookup products product
    stage = deal_stage | map "Prospecting" = "initial_contact", "Engaging" = "intent", "Won" = "contract", "Lost" = "lost"
    value = close_value | default price | money
    currency = "USD"
    opened_at = engage_date | \(date)
    closed_at = close_date | \(date)
    """
  }
}
