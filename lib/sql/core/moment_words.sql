-- one row per contact, deal or case and turning point of a customer that its words speak of
select
    record_kind,
    record_id,
    moment,
    word,
from moment_words_found
