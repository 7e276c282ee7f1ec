-- one row per thing that an export may hold, for those that these do, and since when that is known
with

found as (
    select
        'titles' as held,
        min(coalesce(recorded_on, cast('0001-01-01' as date))) as known_from,
    from source_contacts
    where title is not null
    union all
    select
        'sales' as held,
        min(coalesce(recorded_on, invoiced_on)) as known_from,
    from source_invoices
    where account_id is not null
    union all
    select
        'commitments' as held,
        min(coalesce(recorded_on, learnt_on, cast('0001-01-01' as date))) as known_from,
    from source_commitments
    where account_id is not null
    union all
    select
        'moments' as held,
        min(known_from) as known_from,
    from accounts
    where customer_since is not null or left_on is not null or renewal_on is not null
    union all
    select
        'moments' as held,
        min(i.known_from) as known_from,
    from moment_words as w
    inner join interactions as i
        on w.record_kind = 'interaction' and w.record_id = i.interaction_id
    union all
    select
        'moments' as held,
        min(coalesce(recorded_on, closes_on)) as known_from,
    from source_deals
    where account_id is not null
    union all
    select
        'moments' as held,
        min(coalesce(recorded_on, invoiced_on)) as known_from,
    from source_invoices
    where account_id is not null
)

select
    held,
    min(known_from) as known_from,
from found
group by held
having min(known_from) is not null
