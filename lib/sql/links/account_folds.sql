-- one row per account of a source: the id it goes by, its own or that of its twin in another source
with

-- Two systems hold one customer where the name is the same and the domain is; or, where one of
-- them has no domain, the town. Within one system nothing is folded: two ids are two accounts.
pairs as (
    select
        later.source,
        later.account_id,
        earlier.source as twin_source,
        earlier.source_order as twin_order,
        earlier.account_id as twin_id,
    from known_accounts as later
    inner join known_accounts as earlier
        on
            later.name_key = earlier.name_key
            and (earlier.source_order, earlier.source) < (later.source_order, later.source)
            and (
                later.domain = earlier.domain
                or (
                    (later.domain is null or earlier.domain is null)
                    and later.city_key = earlier.city_key
                )
            )
    where later.name_key <> ''
),

-- One of several of the same name is nobody's twin.
twins as (
    select *,
    from pairs
    qualify
        count(*) over (partition by source, account_id, twin_source) = 1
        and count(*) over (partition by twin_source, twin_id, source) = 1
),

first_twins as (
    select *,
    from twins
    qualify row_number() over (partition by source, account_id order by twin_order, twin_source) = 1
),

shared_ids as (
    select account_id,
    from known_accounts
    group by account_id
    having count(*) > 1
)

select
    a.source,
    a.account_id as staged_id,
    coalesce(
        t.twin_id,
        case
            when
                s.account_id is not null
                and row_number() over (
                    partition by a.account_id order by a.source_order asc, a.source asc
                ) > 1
                then a.source || ':' || a.account_id
        end,
        a.account_id
    ) as account_id,
    t.twin_id is not null as is_folded,
from known_accounts as a
left join first_twins as t on a.source = t.source and a.account_id = t.account_id
left join shared_ids as s on a.account_id = s.account_id
