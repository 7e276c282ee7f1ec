-- one row per interaction and sign in it of a tour, an introduction or a gift of information
select
    interaction_id,
    kind,
    sign,
    basis,
    evidence,
    outcome,
from signs_read
