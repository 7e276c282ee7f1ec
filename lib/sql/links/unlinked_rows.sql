-- one row per interaction that leads to no account, and why
with

nearest as (
    select
        account_name,
        string_agg(name, ', ' order by score desc, name asc) as names,
    from near_names
    group by account_name
),

waiting as (
    select
        i.*,
        n.accounts,
        n.candidates,
        nearest.names,
    from source_interactions as i
    left join name_links as n on i.account_name = n.written
    left join nearest on i.account_name = nearest.account_name
    where i.account_id is null or i.match_basis is null
),

invited as (
    select
        source,
        record_id,
        string_agg(distinct form, ', ' order by form) as domains,
    from naming
    where
        table_name = 'interactions'
        and kind = 'email'
        and form not in (select our_domains.domain, from our_domains)
    group by source, record_id
)

select
    w.source,
    w.interaction_id,
    w.account_name,
    w.file,
    w.row,
    case
        when w.account_name is not null and w.accounts > 1
            then 'Several accounts are called "' || w.account_name || '": ' || w.candidates
        when w.account_name is not null and w.names is not null
            then
                'No account is called "' || w.account_name || '"; the nearest are: ' || w.names
        when w.account_name is not null
            then 'No account is called "' || w.account_name || '", and none comes near'
        when s.account_id is not null then 'No account has the id ' || s.account_id
        when w.account_domain is not null
            then 'No account has the domain ' || w.account_domain
        when w.regarding is not null
            then 'Nothing here that leads to one account is called "' || w.regarding || '"'
        when coalesce(w.deal_id, w.case_id, w.contact_id) is not null
            then
                'What it is linked to leads to no account: '
                || coalesce(w.deal_id, w.case_id, w.contact_id)
        when w.deal_name is not null
            then 'What it is linked to leads to no account: ' || w.deal_name
        when invited.domains is not null
            then 'No account has the domain of anybody invited: ' || invited.domains
        when coalesce(w.contact_email, w.contact_name) is not null
            then 'Who it was with is at no account known here'
        when w.emails is not null then 'Nobody from outside was invited'
        else 'It names no account'
    end as reason,
from waiting as w
left join staged_interactions as s on w.source = s.source and w.staged_id = s.interaction_id
left join invited on w.source = invited.source and w.staged_id = invited.record_id
