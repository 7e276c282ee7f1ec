-- one row per record that bridge tables link, with what to
select
    object,
    record_id,
    string_agg(target_id, ';' order by row) filter (where target = 'account') as company_ids,
    string_agg(target_id, ';' order by row) filter (where target = 'contact') as contact_ids,
    string_agg(target_id, ';' order by row) filter (where target = 'deal') as deal_ids,
    string_agg(target_id, ';' order by row) filter (where target = 'case') as ticket_ids,
from associations
where set_aside is null
group by object, record_id
