-- one row per secure account and as-of date, with each reason why it is a good one to begin with
with

judged as (
    select
        q.*,
        s.began_on,
        d.nearest,
        d.people_there,
        d.is_our_address,
        d.km,
        w.contacts,
        w.met_name,
        w.met_title,
        w.met_on,
        n.cases_open,
        q.cases_365 is not null as are_cases_held,
        coalesce(s.began_on <= s.as_of_on - interval '2' year, false) as is_tenured,
        coalesce(n.cases_open, 0) = 0 as has_no_open_case,
        q.trend in ('flat', 'rising') as is_steady,
        coalesce(d.km <= r.near_km, false) as is_near,
        -- Spoken with in two years, and somebody there has a name.
        coalesce(
            w.met_on is not null or q.last_conversation_on > q.as_of_on - interval '730' day, false
        )
        and coalesce(w.contacts > 0, false) as has_contact,
    from quiet_as_of as q
    inner join status_as_of as s on q.as_of_on = s.as_of_on and q.account_id = s.account_id
    inner join distances_as_of as d on q.as_of_on = d.as_of_on and q.account_id = d.account_id
    inner join rules_as_of as r on q.as_of_on = r.as_of_on
    left join willing_contacts as w on q.as_of_on = w.as_of_on and q.account_id = w.account_id
    left join case_counts as n on q.as_of_on = n.as_of_on and q.account_id = n.account_id
    left join refused_lately as f on q.as_of_on = f.as_of_on and q.account_id = f.account_id
    where
        f.account_id is null
        and not q.is_asked_busy
        -- Whoever has not bought yet is no secure account.
        and coalesce(q.kind, '') <> 'prospect'
)

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
                'we met or spoke with ' || met_name || coalesce(' (' || met_title || ')', '') || ' on '
                || cast(met_on as varchar) || '; nothing was declined in a year'
        when has_contact
            then
                'we spoke on ' || cast(last_conversation_on as varchar) || ', '
                || cast(contacts as varchar) || ' named '
                || case when contacts = 1 then 'contact' else 'contacts' end
                || '; nothing was declined in a year'
    end as contact_reason,
from judged
where is_tenured and has_no_open_case and trend <> 'falling'
