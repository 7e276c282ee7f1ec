-- one row per person at a customer
select
    contact_id,
    account_id,
    name,
    title,
    source,
from source_contacts
