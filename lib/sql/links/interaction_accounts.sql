-- one row per loose interaction and account it was with
with

links as (
    select *, from account_links
    where table_name = 'interactions'
    union all
    select *, from record_links
    union all
    select *, from contact_links
    where table_name = 'interactions'
    union all
    select *, from text_links
),

-- An account that is named and not there is not replaced by a guess.
allowed as (
    select l.*,
    from links as l
    left join named_candidates as c
        on
            c.table_name = 'interactions'
            and l.source = c.source
            and l.record_id = c.record_id
    where l.rank <= 3 or c.record_id is null or l.account_id = c.account_id
),

surest as (
    select *,
    from allowed
    qualify
        rank = min(rank) over (partition by source, record_id)
        and step = min(step) over (partition by source, record_id, value)
),

-- One value that could mean two accounts means neither.
plain as (
    select
        *,
        count(distinct account_id) over (partition by source, record_id, value) as meanings,
        count(distinct account_id) over (partition by source, record_id) as accounts,
    from surest
),

declined as (
    select
        source,
        interaction_id,
        lower(unnest(as_list(declined_emails))) as email,
    from staged_interactions
    where declined_emails is not null
)

select
    p.source,
    p.record_id,
    p.account_id,
    min(p.rank) as rank,
    min_by(p.kind, p.value) as kind,
    min(p.value) as value,
    min(p.known_on) as known_on,
    coalesce(bool_and(d.email is not null) filter (where p.kind = 'email'), false) as is_declined,
    row_number() over (
        partition by p.source, p.record_id order by min(p.value) asc, p.account_id asc
    ) as place,
from plain as p
left join declined as d
    on p.source = d.source and p.record_id = d.interaction_id and p.value = d.email
where p.meanings = 1 and (p.rank <= 9 or p.accounts = 1)
group by p.source, p.record_id, p.account_id
