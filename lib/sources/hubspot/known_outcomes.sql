-- one row per outcome of a call that needs a word of ours: the ids that every portal begins with
select
    outcomes.written,
    outcomes.label,
from (
    values
    ('f240bbac-87c9-4f6e-bf70-924b57d47db7', 'Connected'),
    ('73a0d17f-1163-4015-bdd5-ec830791da20', 'No answer'),
    ('b2cf5968-551e-4856-9783-52b3da59a7d0', 'Left voicemail'),
    ('a4c4c377-d246-4b32-a13b-75a56a4cd0ff', 'Left live message'),
    ('9d9162e7-6cf3-4944-bf63-4dff82258764', 'Line busy'),
    ('17b47fee-58de-441e-a44c-c6300d46f273', 'Wrong number'),
    ('busy', 'Line busy'),
    ('ocupado', 'Line busy')
) as outcomes (written, label)
