-- one row per secure account and as-of date, with each reason why it is a good one to begin with
select
    as_of_on,
    account_id,
    name,
    tier,
    country,
    state,
    industry,
    owner,
    kind,
    status,
    house_value,
    house_currency,
    last_visit_on,
    next_booked_on,
    is_booked,
    began_on,
    trend,
    km,
    met_on,
    1
    + case when are_cases_held then 1 else 0 end
    + case when is_steady then 1 else 0 end
    + case when is_near then 1 else 0 end
    + case when has_contact then 1 else 0 end as reasons,
    'with us since ' || cast(began_on as varchar) as tenure_reason,
    case when are_cases_held then 'no case is open' end as cases_reason,
    case
        when trend = 'flat' and comparison = 'twelve_months'
            then 'sales are as in the twelve months before'
        when trend = 'flat' then 'sales are as in the same months of earlier years'
        when trend = 'rising'
            then
                'sales are '
                || cast(cast(round(100 * change) as integer) as varchar)
                || ' % above '
                || case
                    when comparison = 'twelve_months' then 'the twelve months before'
                    else 'the same months of earlier years'
                end
    end as sales_reason,
    case
        when is_near
            then
                cast(cast(round(km) as integer) as varchar) || ' km from '
                || case when is_our_address then '' else 'where we are: ' end || nearest
                || case
                    when people_there > 1 and not is_our_address
                        then ' and ' || cast(people_there - 1 as varchar) || ' more'
                    else ''
                end
    end as distance_reason,
    case
        when has_contact and met_on is not null
            then
                'we met or spoke with '
                || met_name
                || coalesce(' (' || met_title || ')', '')
                || ' on '
                || cast(met_on as varchar) || '; nothing was declined in a year'
        when has_contact
            then
                'we spoke on ' || cast(last_conversation_on as varchar) || ', '
                || cast(contacts as varchar) || ' named '
                || case when contacts = 1 then 'contact' else 'contacts' end
                || '; nothing was declined in a year'
    end as contact_reason,
from secure_facts
where is_tenured and has_no_open_case and trend <> 'falling'
