-- one row per reading of an interaction that a correction is of, as it reads with that
select
    interaction_id,
    case when told_account_id = '' then null else coalesce(moved_to, account_id) end as account_id,
    occurred_on,
    month,
    known_from,
    known_until,
    channel,
    direction,
    case
        when told_setting is not null then told_setting
        when placed_by = 'itself' then setting
        when placed_by = 'nothing' then 'in_person_unplaced'
        else 'on_site'
    end as setting,
    case
        when told_setting is not null then 'corrected'
        when placed_by = 'itself' then setting_basis
        else 'inferred'
    end as setting_basis,
    case
        when told_setting is not null then setting_said
        when placed_by = 'itself' then setting_evidence
        when placed_by = 'nothing'
            then 'a meeting at a place nothing is known of: "' || left(location, 60) || '"'
        else 'the location holds the account''s ' || placed_by
    end as setting_evidence,
    outcome,
    case
        when told_purpose is not null then told_purpose
        when judged_by = 'itself' then purpose
        when judged_by = 'case' then 'crisis'
        when judged_by = 'deal' then 'commercial'
        when judged_by = 'inbound' then 'inbound'
        when judged_by = 'nothing' then 'proactive'
        else 'unclassified'
    end as purpose,
    case
        when told_purpose is not null then 'corrected'
        when judged_by = 'itself' then purpose_basis
        else 'inferred'
    end as purpose_basis,
    case
        when told_purpose is not null then purpose_said
        when judged_by = 'itself' then evidence
        when judged_by = 'case'
            then 'severe case ' || severe_case_id || ' opened ' || cast(severe_on as varchar)
        when judged_by = 'deal'
            then
                'open deal ' || coalesce(due_deal, 'without a name') || ' due '
                || cast(due_on as varchar)
        when judged_by = 'inbound' then 'they called or wrote to us'
        when judged_by = 'nothing' then 'no case, deal or word of trouble or business was found'
        else 'the exports do not hold both cases and deals to rule them out'
    end as evidence,
    subject,
    location,
    notes,
    organiser_id,
    organiser,
    contact_id,
    reask_on,
    tour,
    introductions,
    information_given,
    source,
    file,
    row,
    gone_on,
    nullif(
        concat_ws(
            '; ',
            case when told_setting is not null then 'setting ' || setting_said end,
            case when told_purpose is not null then 'purpose ' || purpose_said end,
            case
                when moved_to is not null or told_account_id = '' then 'account ' || account_said
            end
        ),
        ''
    ) as corrections,
from rejudged
