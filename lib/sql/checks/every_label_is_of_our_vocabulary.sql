-- one row per kind of interaction with a setting, purpose, outcome or basis that has no meaning
select
    setting,
    purpose,
    outcome,
    setting_basis,
    purpose_basis,
from core.interactions
group by setting, purpose, outcome, setting_basis, purpose_basis
having
    setting not in (
        'on_site', 'their_event', 'event', 'our_place', 'neutral', 'video', 'phone', 'message',
        'in_person_unplaced', 'unknown'
    )
    or purpose not in ('proactive', 'crisis', 'commercial', 'inbound', 'unclassified')
    or outcome not in ('completed', 'planned', 'declined', 'cancelled', 'no_show', 'no_response')
    or setting_basis not in ('stated', 'linked', 'inferred', 'corrected')
    or purpose_basis not in ('stated', 'linked', 'inferred', 'corrected')
