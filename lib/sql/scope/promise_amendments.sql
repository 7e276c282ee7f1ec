-- one row per promise that a person made or said something of
select
    unnest(cast($promises as varchar[])) as commitment_id,
    unnest(cast($promise as varchar[])) as account_id,
    unnest(cast($promise_action as varchar[])) as action,
    unnest(cast($promise_learnt as varchar[])) as learnt,
    unnest(cast($promise_learnt_on as varchar[])) as learnt_on,
    unnest(cast($promise_owner as varchar[])) as owner,
    unnest(cast($promise_due as varchar[])) as due_on,
    unnest(cast($promise_done as varchar[])) as done_on,
    unnest(cast($promise_told as varchar[])) as told_on,
    unnest(cast($promise_dropped as varchar[])) as dropped_on,
    unnest(cast($promises_said as varchar[])) as corrections,
