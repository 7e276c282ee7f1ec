-- one row per activity
with

linked as (
    select
        a.*,
        p.colleagues,
        p.addresses,
        p.contact_names,
        p.contact_ids as named_ids,
        p.account,
        party_ids.contact_ids,
        party_ids.addresses as party_addresses,
        party_ids.account_id as party_account_id,
        numbers.record_id as numbered_id,
        titled_case.record_id as titled_case_id,
        titled_deal.record_id as titled_deal_id,
        -- Rows of the tables seldom say of what kind the record is that they regard.
        case
            when lower(a.regarding_kind) in ('account', '1') or accounts.form is not null
                then 'account'
            when lower(a.regarding_kind) in ('opportunity', '3') or deals.deal_id is not null
                then 'deal'
            when lower(a.regarding_kind) in ('incident', '112') or cases.case_id is not null
                then 'case'
            when a.regarding_id is not null then 'contact'
        end as regards,
    from activities as a
    left join parties as p on a.source_file = p.source_file and a.source_row = p.source_row
    left join party_ids on a.id = party_ids.activity_id
    left join records as numbers
        on
            numbers.kind = 'account number'
            and numbers.meanings = 1
            and a.account_number = numbers.form
    left join records as accounts
        on accounts.kind = 'account' and a.regarding_id = accounts.form
    left join deals on deals.set_aside is null and a.regarding_id = deals.deal_id
    left join cases on cases.set_aside is null and a.regarding_id = cases.case_id
    left join subjects as titled_case
        on titled_case.kind = 'case' and as_words(a.regarding) = titled_case.form
    left join subjects as titled_deal
        on titled_deal.kind = 'deal' and as_words(a.regarding) = titled_deal.form
)

select
    interaction_id,
    case when regards = 'account' then regarding_id else numbered_id end as account_id,
    account_name,
    account_domain,
    as_day(happened) as occurred_on,
    as_moment(happened) as occurred_at,
    case when kind = 'phone_call' then 'call' when kind in ('email', 'letter') then 'email' end
        as channel,
    -- An appointment is an entry in a calendar: a meeting, unless its words say otherwise.
    case when kind = 'appointment' then 'meeting' end as fallback_channel,
    case
        when
            as_words(direction) in (
                'incoming', 'inbound', '0', 'false', 'eingehend', 'entrant', 'entrante'
            )
            then 'inbound'
        when direction is not null then 'outbound'
        when
            as_words(coalesce(status_reason, status)) in ('received', 'empfangen', 'recu')
            or (kind in ('email', 'phone_call') and status_code = '4')
            then 'inbound'
    end as direction,
    subject,
    -- Outlook's meetings carry their link in the text, whatever Dynamics says of them.
    coalesce(
        location,
        nullif(
            regexp_extract(
                description,
                'https://(teams\.(microsoft|live)\.com/(l/meetup-join|meet)'
                || '|[\w.-]*zoom\.us/j|meet\.google\.com|[\w.-]*webex\.com)/'
            ), ''
        )
    ) as location,
    without_tags(description) as notes,
    -- Few people close their appointments: one that is still open was held, once its day has come.
    case
        when state = 'cancelled' or (kind = 'appointment' and called_off(subject)) then 'cancelled'
        when state = 'no_show' then 'no show'
        when state = 'completed' and as_flag(left_voicemail) then 'left voicemail'
        when state = 'completed' then coalesce(stated_outcome, 'completed')
        when state = 'tentative' then coalesce(stated_outcome, 'planned')
        when kind = 'appointment' then stated_outcome
        when state is null and kind in ('email', 'phone_call', 'letter') then stated_outcome
        else 'planned'
    end as outcome,
    coalesce(setting, case when kind = 'custom' then activity_type end) as stated_setting,
    purpose as stated_purpose,
    as_flag(is_online) as is_online,
    as_number(checkin_latitude) as checkin_latitude,
    as_number(checkin_longitude) as checkin_longitude,
    coalesce(case when regards = 'case' then regarding_id end, titled_case_id) as case_id,
    coalesce(case when regards = 'deal' then regarding_id end, titled_deal_id) as deal_id,
    coalesce(case when regards = 'contact' then regarding_id end, contact_ids, named_ids)
        as contact_id,
    contact_names as contact_name,
    nullif(concat_ws(';', addresses, party_addresses), '') as contact_email,
    coalesce(case when regarding_id is null then regarding end, account, party_account_id)
        as regarding,
    owner_id as organiser_id,
    case when owner_id is null then coalesce(owner, organizer) end as organiser_name,
    colleagues,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    -- The list of all activities says less of each than its own view does.
    case
        when layout = 'activity' then as_moment(modified_on) - interval 1 second
        else as_moment(modified_on)
    end as modified_at,
    case
        when kind is null then 'It does not say what kind of activity it is'
        when kind = 'series'
            then 'It is the pattern of a series, whose meetings are rows of their own'
        when kind = 'no_contact' then 'It is no contact with anybody: ' || activity_type
        else date_fault(happened, as_day(happened))
    end as set_aside,
from linked
