-- one row per domain that exactly one account goes by
select
    domain,
    min(account_id) as account_id,
from account_domains
where
    domain not in (select our_domains.domain, from our_domains)
    and domain not in (select free.domain, from reference_free_mail_domains as free)
group by domain
having count(distinct account_id) = 1
