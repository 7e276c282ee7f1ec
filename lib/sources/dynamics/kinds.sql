-- one row per word or code for a kind of activity
select
    unnest(known.words) as word,
    known.kind,
from (
    values
    ([
        'appointment', '4201', 'service activity', 'serviceappointment', '4214',
        'termin', 'serviceaktivitat', 'rendez vous', 'bookable resource booking'
    ], 'appointment'),
    (['phone call', 'phonecall', '4210', 'telefonanruf', 'appel telephonique'], 'phone_call'),
    ([
        'email', 'e mail', 'email message', '4202', 'courrier electronique', 'untracked email'
    ], 'email'),
    ([
        'letter', '4207', 'fax', '4204', 'brief', 'lettre', 'telecopie', 'teams chat',
        'chat', 'text message', 'sms', 'outbound message', 'inbound message'
    ], 'letter'),
    (['task', '4212', 'aufgabe', 'tache'], 'task'),
    ([
        'recurring appointment', 'recurringappointmentmaster', '4251', 'terminserie',
        'rendez vous periodique'
    ], 'series'),
    (
        [
            'campaign activity', 'campaignactivity', '4402', 'campaign response',
            'campaignresponse', '4401', 'quick campaign', 'bulkoperation', '4406',
            'case resolution', 'incidentresolution', '4206', 'opportunity close',
            'opportunityclose', '4208', 'quote close', 'quoteclose', '4211', 'order close',
            'orderclose', '4209', 'social activity', 'socialactivity', '4216',
            'booking alert', 'msdyn bookingalert', 'approval', 'customer voice survey invite',
            'customer voice survey response', 'customer voice alert', 'invitation',
            'invite redemption', 'kampagnenaktivitat', 'kampagnenreaktion', 'anfragelosung',
            'anfrageabschluss', 'verkaufschancenabschluss', 'note', 'session'
        ],
        'no_contact'
    )
) as known (words, kind)
