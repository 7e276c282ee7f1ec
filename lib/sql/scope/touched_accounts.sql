-- one row per account whose contacts a correction of an interaction changes
select account_id, from touched
where account_id is not null
union
select account_id, from amended
where account_id is not null
