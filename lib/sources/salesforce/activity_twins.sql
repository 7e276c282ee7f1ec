-- one row per event or task that a report may show again, without its id
with

wanted as (
    select distinct
        lower(subject) as subject_key,
        coalesce(as_day(date), as_day(starts_at)) as day,
    from raw_report_activity
    where id is null and subject is not null
),

-- Nothing is read twice for the many exports without a report beside them.
exported as (
    select
        e.id,
        w.subject_key,
        w.day,
        e.account_id,
        e.what_id,
        e.who_id,
    from raw_event as e
    inner join wanted as w
        on
            lower(e.subject) = w.subject_key
            and coalesce(as_day(e.activity_date), as_day(e.activity_at), as_day(e.starts_at))
            = w.day
    where not coalesce(as_flag(e.is_deleted), false)
    union all
    select
        t.id,
        w.subject_key,
        w.day,
        t.account_id,
        t.what_id,
        t.who_id,
    from raw_task as t
    inner join wanted as w
        on lower(t.subject) = w.subject_key and as_day(t.activity_date) = w.day
    where not coalesce(as_flag(t.is_deleted), false)
)

select
    whole_id(x.id) as id,
    x.subject_key,
    x.day,
    lower(accounts.name) as account_key,
    row_number() over (
        partition by x.subject_key, x.day, lower(accounts.name) order by x.id
    ) as twin_number,
from exported as x
left join links as by_account on x.account_id = by_account.form and by_account.object = 'account'
left join links as by_what
    on x.what_id = by_what.form and by_what.object in ('account', 'deal', 'case')
left join links as by_who on x.who_id = by_who.form and by_who.object = 'contact'
inner join accounts
    on
        coalesce(by_account.account_id, by_what.account_id, by_who.account_id)
        = accounts.account_id
        and accounts.set_aside is null
