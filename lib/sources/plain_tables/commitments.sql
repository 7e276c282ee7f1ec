-- one row per promise: of a list of them, or said beside a visit
with

listed as (
    select *, from raw_commitment
    union all
    select *, from raw_commitment_due
    union all
    select *, from raw_commitment_task
),

read as (
    select
        *,
        coalesce(as_action(action), as_action(task), as_action(description)) as promised,
        coalesce(as_day(learnt_on), as_day(visit)) as heard_on,
        coalesce(learnt_on, case when as_day(visit) is not null then visit end) as heard_written,
        case when as_day(visit) is null then longer_id(as_id(visit)) end as visit_id,
        coalesce(as_day(done_on), as_day(done)) as finished_on,
        coalesce(as_day(told_on), as_day(told)) as informed_on,
        regexp_matches(columns_held, ',(done|done_on|status),') as says_done,
    from listed
),

-- The same row in last week's list and in this week's is one promise, whatever became of it.
numbered as (
    select
        *,
        left(
            md5(concat_ws('|', account_id, account_name, visit_id, heard_on, promised, learnt)), 16
        ) as content,
        row_number() over (
            partition by
                source_file, account_id, account_name, visit_id, heard_on, promised, learnt
            order by source_row
        ) as repetition,
    from read
)

select
    coalesce(
        -- Two lists may both begin at 1.
        case
            when regexp_matches(commitment_id, '^\d{1,4}([.]0)?$')
                then
                    'promise-' || as_id(commitment_id) || '-'
                    || left(md5(concat_ws('|', account_id, account_name)), 8)
            else as_id(commitment_id)
        end,
        'promise-' || content || case when repetition > 1 then '-' || repetition else '' end
    ) as commitment_id,
    as_id(account_id) as account_id,
    account_name,
    visit_id as interaction_id,
    heard_on as learnt_on,
    learnt,
    promised as action,
    owner_id,
    coalesce(owner_name, rep) as owner_name,
    as_day(due_on) as due_on,
    finished_on as done_on,
    informed_on as told_on,
    -- Whoever only says that the customer was told says that it was done.
    case
        when finished_on is null
            then
                coalesce(
                    done,
                    done_on,
                    case
                        when informed_on is not null and not says_done then 'yes'
                        when not says_done then told
                    end
                )
    end as done,
    case when informed_on is null then coalesce(told, told_on) end as told,
    status,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    as_moment(modified_on) as modified_at,
    case
        when coalesce(account_id, account_name, visit_id) is null then 'It names no account'
        when coalesce(as_id(account_id), account_name, visit_id) is null
            then 'A spreadsheet has rounded its account''s id: ' || account_id
        when promised is null then 'It does not say what was promised'
        else
            coalesce(
                case when heard_written is not null then date_fault(heard_written, heard_on) end,
                two_ways(due_on), two_ways(done_on), two_ways(done), two_ways(told_on),
                two_ways(told)
            )
    end as set_aside,
from numbered
union all by name
select *, from visit_commitments
