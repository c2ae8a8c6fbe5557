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
  ]
}
