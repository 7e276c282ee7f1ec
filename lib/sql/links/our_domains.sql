-- one row per e-mail domain of ours
with

invited as (
    select distinct
        source,
        interaction_id,
        as_domain(unnest(as_list(emails))) as domain,
    from staged_interactions
    where emails is not null
),

-- In a calendar, somebody of ours is at nearly every meeting.
usual as (
    select
        source,
        domain,
        count(*) as meetings,
    from invited
    group by source, domain
),

meetings as (
    select
        source,
        count(distinct interaction_id) as meetings,
    from invited
    group by source
),

ours as (
    select as_domain(email) as domain,
    from staged_people
    where contains(email, '@')
    union
    select as_domain(domain) as domain,
    from reference_our_domains
    union
    select usual.domain,
    from usual
    inner join meetings on usual.source = meetings.source
    where usual.meetings >= 3 and usual.meetings >= 0.6 * meetings.meetings
)

select domain,
from ours
where
    domain is not null
    and domain not in (select free.domain, from reference_free_mail_domains as free)
