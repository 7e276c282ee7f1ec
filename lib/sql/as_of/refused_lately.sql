-- one row per account and as-of date that declined or did not answer in the year up to it
select
    as_of.as_of_on,
    r.account_id,
    max(r.occurred_on) as refused_on,
from as_of
inner join refusals as r
    on
        r.occurred_on > as_of.as_of_on - interval '365' day
        and as_of.as_of_on >= r.known_from
        and as_of.as_of_on < r.known_until
group by as_of.as_of_on, r.account_id
