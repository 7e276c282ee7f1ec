-- one row per currency that Dynamics writes out, with its code
select
    known.name,
    known.code,
from (
    values
    ('us dollar', 'USD'), ('euro', 'EUR'), ('pound sterling', 'GBP'), ('british pound', 'GBP'),
    ('swiss franc', 'CHF'), ('schweizer franken', 'CHF'), ('canadian dollar', 'CAD'),
    ('australian dollar', 'AUD'), ('japanese yen', 'JPY'), ('yen', 'JPY'), ('danish krone', 'DKK'),
    ('swedish krona', 'SEK'), ('norwegian krone', 'NOK'), ('indian rupee', 'INR')
) as known (name, code)
