-- one row per deal
with

read as (
    select
        *,
        as_id(id) as whole_id,
        as_words(coalesce(stage, warehouse_stage)) as stage_words,
        as_number(replace(probability, '%', '')) as chance,
        -- The stages of a pipeline of one's own go by numbers; then the chance tells.
        regexp_matches(coalesce(stage, warehouse_stage), '^[0-9]+$') as is_numbered,
    from raw_deal
),

ended as (
    select
        *,
        coalesce(
            as_flag(is_won),
            regexp_matches(
                stage_words, '^(closed ?won|won|(cierre |cerrad[oa] )?ganad[oa])\b'
            )
            or (is_numbered and chance in (1, 100)),
            false
        ) as has_won,
        coalesce(as_flag(is_lost), false)
        or coalesce(
            regexp_matches(
                stage_words,
                '^(closed ?lost|lost|(cierre |cerrad[oa] )?perdid[oa])\b'
            ),
            false
        )
        or coalesce(is_numbered and chance = 0, false) as has_lost,
    from read
)

select
    coalesce(
        whole_id, 'deal-' || left(md5(concat_ws('|', name, created, closes, amount, stage)), 16)
    ) as deal_id,
    company_of(primary_company_id, company_id, l.company_ids) as account_id,
    company_named(primary_company, company) as account_name,
    company_domain as account_domain,
    coalesce(as_ids(contact_id), l.contact_ids) as contact_id,
    coalesce(contact_email, addresses_in(contact)) as contact_email,
    name,
    -- One company's deals in one currency: its own, where the export has it.
    as_number(coalesce(home_amount, amount)) as amount,
    case when home_amount is null then coalesce(currency, as_currency(amount)) end as currency,
    coalesce(stage, warehouse_stage) as stage,
    has_won as is_won,
    has_won or has_lost or coalesce(as_flag(is_closed), not as_flag(is_open), false) as is_closed,
    as_day(created) as created_on,
    as_day(closes) as closes_on,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_flag(is_deleted) then 'It is marked as deleted in HubSpot'
        when whole_id is null and name is null then 'It has neither a usable id nor a name'
    end as set_aside,
from ended
left join association_lists as l on l.object = 'deal' and whole_id = l.record_id
