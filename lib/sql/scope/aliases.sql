-- one row per account name as written that a person said whose it is
select
    unnest(cast($alias_names as varchar[])) as name,
    unnest(cast($alias_accounts as varchar[])) as account_id,
    unnest(cast($aliases_said as varchar[])) as account_said,
