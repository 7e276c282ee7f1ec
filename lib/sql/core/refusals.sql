-- one row per interaction that the customer declined or did not answer
select
    i.account_id,
    i.occurred_on,
    greatest(i.known_from, i.occurred_on) as known_from,
    i.known_until,
    coalesce(i.reask_on, cast(i.occurred_on + cast(r.value as integer) as date)) as reask_on,
from interactions as i
inner join rules as r
    on
        r.rule = 'reask_days'
        and i.occurred_on >= r.valid_from
        and i.occurred_on < r.valid_until
where i.outcome in ('declined', 'no_response')
