-- one row: whether the exports hold the files that rule trouble and business out
select
    count(*) filter (where table_name = 'cases') > 0
    and count(*) filter (where table_name = 'deals') > 0 as is_complete,
    case
        when
            count(*) filter (where table_name = 'cases') = 0
            and count(*) filter (where table_name = 'deals') = 0
            then 'cases or deals'
        when count(*) filter (where table_name = 'cases') = 0 then 'cases'
        when count(*) filter (where table_name = 'deals') = 0 then 'deals'
    end as missing,
from load_files
where status = 'loaded'
