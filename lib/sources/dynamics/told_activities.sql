-- one row per activity, with its kind, how far it came and when it is set for
with

-- Making days of text is dear: once is enough.
typed as materialized (
    select
        e.* replace (
            lower(trim(e.id, '{} ')) as id,
            lower(trim(e.regarding_id, '{} ')) as regarding_id,
            lower(trim(e.owner_id, '{} ')) as owner_id
        ),
        -- A type of activity that somebody added ("Site Visit") is none of ours to know.
        case
            when e.activity_type is not null then coalesce(kinds.kind, 'custom')
            when e.layout <> 'activity' then e.layout
        end as kind,
        case
            when by_reason.state in ('tentative', 'no_show') then by_reason.state
            else coalesce(by_status.state, by_reason.state)
        end as told_state,
    from activity_rows as e
    left join kinds on as_words(e.activity_type) = kinds.word
    left join states as by_status on as_words(e.status) = by_status.word
    left join states as by_reason on as_words(e.status_reason) = by_reason.word
)

-- A status code means something else on each table.
select
    *,
    case
        when kind = 'appointment' and status_code = '2' and coalesce(told_state, 'open') = 'open'
            then 'tentative'
        when told_state is not null or status_code is null then told_state
        when
            kind || status_code in (
                'appointment3', 'phone_call2', 'phone_call4', 'email2', 'email3', 'email4', 'task5'
            )
            then 'completed'
        when
            kind || status_code in ('appointment4', 'phone_call3', 'email5', 'email8', 'task6')
            then 'cancelled'
        else 'open'
    end as state,
    case
        when kind = 'email' then coalesce(sent_on, actual_end, actual_start, starts, ends)
        when kind = 'phone_call' then coalesce(actual_start, actual_end, starts, ends)
        when kind = 'task' then coalesce(actual_end, ends, starts)
        else coalesce(starts, actual_start, ends, actual_end)
    end as planned_for,
    hash(
        kind,
        lower(subject),
        coalesce(
            as_moment(coalesce(starts, ends, sent_on, actual_end, created_on)),
            timestamp '1900-01-01'
        ),
        lower(coalesce(regarding, regarding_id, '')),
        lower(coalesce(owner, ''))
    ) as content,
from typed
