-- one row per opportunity
with

read as (
    select
        *,
        coalesce(topic, name) as title,
        as_words(coalesce(status, status_reason)) as words,
    from deal_rows
),

-- A view of closed ones often says no more than when, and for how much.
stated as (
    select
        *,
        case
            when
                words in (
                    '0', 'open', 'in progress', 'on hold', 'offen', 'in bearbeitung', 'ouvert',
                    'ouverte', 'en cours'
                )
                then 'open'
            when words in ('1', 'won', 'gewonnen', 'gagne', 'gagnee', 'conclue') then 'won'
            when
                words in (
                    '2', 'lost', 'canceled', 'cancelled', 'out sold', 'verloren', 'perdu', 'perdue'
                )
                then 'lost'
            when actual_close is null then 'open'
            when as_number(actual_revenue) > 0 then 'won'
            else 'lost'
        end as state,
    from read
)

select
    coalesce(
        lower(trim(d.id, '{} ')),
        'deal-' || left(
            md5(concat_ws('|', d.title, d.customer, d.account, d.contact, d.created_on)), 16
        )
        || case
            when
                d.id is null
                and row_number() over (
                    partition by
                        d.source_file, d.title, d.customer, d.account, d.contact, d.created_on
                    order by d.source_row
                ) > 1
                then
                    '-' || row_number() over (
                        partition by
                            d.source_file, d.title, d.customer, d.account, d.contact, d.created_on
                        order by d.source_row
                    )
            else ''
        end
    ) as deal_id,
    coalesce(lower(trim(d.account_id, '{} ')), customers.account_id) as account_id,
    case when d.account_id is null then coalesce(d.account, customers.account_name) end
        as account_name,
    coalesce(lower(trim(d.contact_id, '{} ')), customers.contact_id) as contact_id,
    coalesce(d.contact, customers.contact_name) as contact_name,
    d.title as name,
    -- What was won is worth what it brought; nothing lost is worth its zero.
    coalesce(
        case when d.state = 'won' then nullif(as_number(d.actual_revenue), 0) end,
        as_number(d.est_revenue)
    ) as amount,
    coalesce(currencies.code, d.currency) as currency,
    coalesce(d.stage, d.status_reason, d.status) as stage,
    d.state = 'won' as is_won,
    d.state <> 'open' as is_closed,
    as_day(d.created_on) as created_on,
    case
        when d.state = 'open' then as_day(d.est_close)
        else coalesce(as_day(d.actual_close), as_day(d.est_close))
    end as closes_on,
    d.source_file as file,
    d.source_row as row,
    as_day(d.created_on) as recorded_on,
    as_moment(d.modified_on) as modified_at,
    case when coalesce(d.id, d.title) is null then 'It has no name' end as set_aside,
from stated as d
inner join customers
    on
        customers.object = 'deal'
        and d.source_file = customers.source_file
        and d.source_row = customers.source_row
left join currencies on as_words(d.currency) = currencies.name
