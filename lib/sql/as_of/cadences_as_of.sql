-- one row per as-of date and tier: the cadence in force
select
    as_of.as_of_on,
    cadences.tier,
    cadences.cadence_days,
from as_of
inner join cadences
    on as_of.as_of_on >= cadences.valid_from and as_of.as_of_on < cadences.valid_until
