-- one row per word or code for how far a record has come
select
    unnest(known.words) as word,
    known.state,
from (
    values
    (
        [
            '0', 'open', 'active', 'in progress', 'free', 'draft', 'not started', 'on hold',
            'offen', 'aktiv', 'ouvert', 'ouverte', 'actif', 'en cours', 'entwurf'
        ],
        'open'
    ),
    (['3', 'scheduled', 'busy', 'out of office', 'geplant', 'planifie', 'planifiee'], 'scheduled'),
    (['tentative', 'mit vorbehalt', 'provisoire'], 'tentative'),
    (
        [
            '1', 'completed', 'made', 'received', 'sent', 'closed', 'abgeschlossen',
            'erledigt', 'gesendet', 'empfangen', 'termine', 'terminee', 'effectue',
            'envoye', 'recu'
        ],
        'completed'
    ),
    (
        [
            '2', 'canceled', 'cancelled', 'abgebrochen', 'storniert', 'abgesagt', 'annule',
            'annulee', 'failed'
        ],
        'cancelled'
    ),
    (['no show', 'did not attend', 'nicht erschienen', 'absent'], 'no_show')
) as known (words, state)
