-- one row per name that no account goes by and account that comes near, with the contacts waiting
with

waiting_names as (
    select
        account_name,
        count(distinct interaction_id) as contacts,
    from waiting
    where account_name is not null
    group by account_name
)

select
    n.account_name,
    n.account_id,
    n.score,
    w.contacts,
from near_names as n
inner join waiting_names as w on n.account_name = w.account_name
