-- one row per case or opportunity whose title is no other's
select
    kind,
    form,
    min(record_id) as record_id,
from (
    select
        'case' as kind,
        as_words(subject) as form,
        case_id as record_id,
    from cases
    where set_aside is null and subject is not null
    union all
    select
        'deal' as kind,
        as_words(name) as form,
        deal_id as record_id,
    from deals
    where set_aside is null and name is not null
) as titles
where
    form not in (
        select r.form, from records as r
        where r.kind in ('account', 'contact')
    )
group by kind, form
having count(distinct record_id) = 1
