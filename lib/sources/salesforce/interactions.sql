-- one row per event or task that is a contact with an account
with

-- An id stands for one record; where made-up ids collide, the account comes first.
what_links as (
    select *,
    from links
    where object in ('account', 'case', 'deal')
    qualify row_number() over (partition by form order by object) = 1
),

copies as (
    select distinct longer_id(copy.id) as id,
    from raw_event as copy
    inner join raw_event as original
        on
            coalesce(copy.activity_at, copy.starts_at)
            = coalesce(original.activity_at, original.starts_at)
            and copy.subject = original.subject
    where
        as_flag(copy.is_child)
        and not coalesce(as_flag(original.is_child), false)
        and not coalesce(as_flag(original.is_deleted), false)
),

linked as (
    select
        a.*,
        copies.id is not null as is_counted_already,
        what_links.object as what_object,
        what_links.record_id as what_record_id,
        -- Who was only invited leads to an account where nothing else does.
        coalesce(who_links.record_id, case when a.who_id is null then i.contact_ids end)
            as contact_id,
        coalesce(owner_links.record_id, a.owner_id) as organiser_id,
        -- An account that is named and not there is not replaced by a guess.
        case
            when a.account_id is not null then account_links.account_id
            else coalesce(what_links.account_id, who_links.account_id)
        end as resolved_account_id,
        case
            when account_links.account_id is not null then null
            when what_links.account_id is not null then what_links.known_on
            else who_links.known_on
        end as account_known_on,
    from activities as a
    left join copies on a.id = copies.id
    left join invited_contacts as i on a.id = i.id
    left join links as account_links
        on a.account_id = account_links.form and account_links.object = 'account'
    left join what_links on a.what_id = what_links.form
    left join links as who_links
        on a.who_id = who_links.form and who_links.object = 'contact'
    left join links as owner_links
        on a.owner_id = owner_links.form and owner_links.object = 'user'
)

select
    id as interaction_id,
    resolved_account_id as account_id,
    account_name,
    contact_name,
    deal_name,
    regarding,
    occurred_on,
    occurred_at,
    channel,
    fallback_channel,
    direction,
    subject,
    location,
    description as notes,
    outcome,
    -- A type of one's own ("Site Visit") states where it was; a standard one does not.
    coalesce(
        setting, case when lower(type) not in ('call', 'email', 'meeting', 'other') then type end
    ) as stated_setting,
    purpose as stated_purpose,
    is_online,
    checkin_latitude,
    checkin_longitude,
    case when what_object = 'case' then what_record_id end as case_id,
    case when what_object = 'deal' then what_record_id end as deal_id,
    contact_id,
    organiser_id,
    owner_name as organiser_name,
    reask_on,
    tour,
    introductions,
    information_given,
    account_known_on,
    file,
    row,
    recorded_on,
    modified_at,
    coalesce(
        case
            when id is null then 'It has no Id'
            when is_deleted then 'It is marked as deleted in Salesforce'
            when is_series
                then 'It is the pattern of a series, whose meetings are rows of their own'
            when is_counted_already
                then 'It is one attendee''s copy of a meeting that is counted already'
        end,
        date_fault(date_as_written, occurred_on),
        case
            when resolved_account_id is not null then null
            -- By its name it may still be found.
            when account_name is not null then null
            when account_id is not null
                then 'Its account ' || account_id || ' is in no account file'
            when coalesce(contact_name, deal_name, regarding) is not null then null
            when what_id is null and who_id is null and contact_id is not null then null
            when what_id is null and who_id is null then 'It is linked to no account'
            else 'What it is linked to leads to no account: ' || coalesce(what_id, who_id)
        end
    ) as set_aside,
from linked
