-- one row per person at a customer, with the account they are at
select
    c.* replace (
        coalesce(collided.new_id, c.contact_id) as contact_id,
        coalesce(own.account_id, by_domain.account_id, by_address.account_id) as account_id
    ),
    c.contact_id as staged_id,
from staged_contacts as c
left join contact_own_accounts as own on c.source = own.source and c.contact_id = own.contact_id
-- Who names an account that is not there is not given another.
left join domain_links as by_domain
    on c.account_id is null and as_domain(c.account_domain) = by_domain.domain
left join domain_links as by_address
    on
        coalesce(c.account_id, c.account_name, c.account_domain) is null
        and contains(c.email, '@')
        and as_domain(c.email) = by_address.domain
left join id_collisions as collided
    on
        collided.table_name = 'contacts'
        and c.source = collided.source
        and c.contact_id = collided.record_id
