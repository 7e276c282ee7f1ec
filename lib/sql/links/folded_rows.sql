-- one row per account that another system knows already: counted, not used a second time
select
    a.source,
    a.file,
    a.row,
from staged_accounts as a
inner join account_folds as f on a.source = f.source and a.account_id = f.staged_id
where f.is_folded
