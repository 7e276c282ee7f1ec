-- one row per contact whose own row names an account that is known
select
    c.source,
    c.contact_id,
    coalesce(own.account_id, anywhere.account_id, named.account_id) as account_id,
from staged_contacts as c
left join account_keys as own
    on c.source = own.source and split_part(c.account_id, ';', 1) = own.form
left join account_keys as anywhere
    on anywhere.source = '' and split_part(c.account_id, ';', 1) = anywhere.form
left join name_links as named on c.account_id is null and c.account_name = named.written
where coalesce(own.account_id, anywhere.account_id, named.account_id) is not null
