-- one row: where the policy has no cadence for a tier that accounts have, and none for any other
select 1 as missing,
where
    not exists (
        select 1, from core.cadences
        where tier = '*'
    )
    and exists (
        select 1,
        from core.accounts as a
        left join core.cadences as c on a.stated_tier = c.tier
        where a.stated_tier is not null and c.tier is null
    )
