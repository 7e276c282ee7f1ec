-- one row per interaction and kind of sign that a person corrected, with what they said
select
    unnest(cast($told_signs as varchar[])) as interaction_id,
    unnest(cast($told_sign_kinds as varchar[])) as kind,
    unnest(cast($told_sign_values as varchar[])) as value,
    unnest(cast($told_signs_said as varchar[])) as said,
