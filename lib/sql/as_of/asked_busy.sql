-- one row per account and as-of date that asked us, by then, to come later: until when
select
    as_of.as_of_on,
    refusals.account_id,
    max(refusals.reask_on) as busy_until,
from as_of
inner join refusals
    on
        as_of.as_of_on >= refusals.known_from
        and as_of.as_of_on < refusals.known_until
        and as_of.as_of_on <= refusals.reask_on
group by as_of.as_of_on, refusals.account_id
