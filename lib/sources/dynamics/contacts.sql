-- one row per contact
with

named as (
    select
        *,
        coalesce(
            full_name,
            nullif(trim(concat_ws(' ', first_name, last_name)), '')
        ) as name,
        lower(trim(id, '{} ')) as guid,
        regexp_replace(website, '^[\s\x{200b}\x{feff}]+', '') as site,
        coalesce(lower(company_kind) in ('contact', '2'), false) as is_at_contact,
    from raw_contact
)

select
    coalesce(
        guid,
        'contact-' || left(md5(lower(concat_ws('|', name, email, company))), 16)
    ) as contact_id,
    -- A contact may be filed under another contact: that is no account.
    case when not is_at_contact then lower(trim(company_id, '{} ')) end as account_id,
    case when not is_at_contact and company_id is null then company end as account_name,
    site as account_domain,
    name,
    title,
    email,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    as_moment(modified_on) as modified_at,
    case when coalesce(name, email, guid) is null then 'It has no name' end as set_aside,
from named
