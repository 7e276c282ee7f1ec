-- one row per currency as an export writes it, and its ISO 4217 code where it is known
with

written as (
    select currency,
    from source_accounts
    union
    select currency,
    from source_deals
    union
    select currency,
    from source_invoices
),

-- A sign is all that tells "$" from "C$", and no sign is a letter.
keyed as (
    select
        currency as written,
        case
            when regexp_matches(currency, '\p{Sc}') then replace(lower(currency), ' ', '')
            else as_words(currency)
        end as key,
        -- "USD - U.S. Dollar", "€ (EUR)".
        regexp_extract(currency, '\b[A-Z]{3}\b') as code,
    from written
    where currency is not null
),

meanings as (
    select
        case
            when regexp_matches(written, '\p{Sc}') then replace(lower(written), ' ', '')
            else as_words(written)
        end as key,
        min(currency) as currency,
    from reference_currencies
    group by key
),

codes as (
    select distinct currency as code,
    from reference_currencies
)

select
    keyed.written,
    coalesce(meanings.currency, codes.code, trim(keyed.written)) as currency,
from keyed
left join meanings on keyed.key = meanings.key
left join codes on keyed.code = codes.code
