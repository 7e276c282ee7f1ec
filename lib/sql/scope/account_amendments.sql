-- one row per account that a person corrected, with what they said
select
    unnest(cast($told_accounts as varchar[])) as account_id,
    unnest(cast($told_tiers as varchar[])) as tier,
    unnest(cast($told_exempt as varchar[])) as exempt_reason,
    unnest(cast($told_parents as varchar[])) as parent_account_id,
    unnest(cast($told_said as varchar[])) as corrections,
