-- one row per account of the exports, with what a person said of it
select
    a.* replace (
        coalesce(t.tier, a.stated_tier) as stated_tier,
        -- Empty is said too: no parent, not exempt.
        case
            when t.parent_account_id is not null then nullif(t.parent_account_id, '')
            else a.parent_account_id
        end as parent_account_id,
        case
            when t.exempt_reason is not null then nullif(t.exempt_reason, '')
            else a.exempt_reason
        end as exempt_reason,
        case
            when t.exempt_reason is not null then cast('0001-01-01' as date)
            else a.exempt_from
        end as exempt_from
    ),
    t.tier is not null as is_tier_corrected,
    t.corrections,
from core.accounts as a
left join account_amendments as t on a.account_id = t.account_id
