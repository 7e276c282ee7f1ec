-- one row per interaction that a person corrected, with what they said
select
    unnest(cast($amended_interactions as varchar[])) as interaction_id,
    unnest(cast($amended_settings as varchar[])) as setting,
    unnest(cast($amended_settings_said as varchar[])) as setting_said,
    unnest(cast($amended_purposes as varchar[])) as purpose,
    unnest(cast($amended_purposes_said as varchar[])) as purpose_said,
    unnest(cast($amended_accounts as varchar[])) as account_id,
    unnest(cast($amended_accounts_said as varchar[])) as account_said,
