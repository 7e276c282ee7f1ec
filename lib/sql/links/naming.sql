-- one row per loose record and way it names its account, the surest way first
with

ways as (
    select
        table_name,
        source,
        record_id,
        unnest(
            [
                { 'rank': 1, 'kind': 'id', 'cell': account_id },
                { 'rank': 2, 'kind': 'name', 'cell': account_name },
                { 'rank': 3, 'kind': 'domain', 'cell': account_domain },
                { 'rank': 4, 'kind': 'regarding', 'cell': regarding },
                { 'rank': 5, 'kind': 'deal', 'cell': deal_id },
                { 'rank': 5, 'kind': 'case', 'cell': case_id },
                { 'rank': 6, 'kind': 'contact', 'cell': contact_id },
                { 'rank': 7, 'kind': 'deal_name', 'cell': deal_name },
                { 'rank': 8, 'kind': 'email', 'cell': contact_email },
                { 'rank': 9, 'kind': 'email', 'cell': emails },
                { 'rank': 10, 'kind': 'contact_name', 'cell': contact_name }
            ]
        ) as way,
    from loose_records
),

spelled as (
    select
        table_name,
        source,
        record_id,
        way.rank,
        way.kind,
        way.cell,
    from ways
    where way.cell is not null
),

-- A company's name may hold the mark that parts values: then the whole of it is a name too.
named as (
    select
        * exclude (cell),
        unnest(as_list(cell)) as value,
    from spelled
    union
    select
        * exclude (cell),
        cell as value,
    from spelled
    where kind in ('name', 'regarding', 'deal_name') and contains(cell, ';')
)

select
    * replace (case when kind = 'email' then lower(value) else value end as value),
    case
        when kind in ('domain', 'email') then as_domain(value)
        when kind in ('regarding', 'contact_name', 'deal_name') then as_words(value)
        else value
    end as form,
from named
