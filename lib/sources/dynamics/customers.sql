-- one row per case or opportunity with who its customer is: an account, or a person
with

named as (
    select
        'case' as object,
        source_file,
        source_row,
        lower(trim(customer_id, '{} ')) as customer_id,
        lower(customer_kind) as customer_kind,
        customer,
    from case_rows
    union all
    select
        'deal' as object,
        source_file,
        source_row,
        lower(trim(customer_id, '{} ')) as customer_id,
        lower(customer_kind) as customer_kind,
        customer,
    from deal_rows
),

-- A customer is an account, unless it is said to be or can only be a contact.
read as (
    select
        n.*,
        coalesce(
            n.customer_kind in ('contact', '2'),
            by_id.form is not null
            or (n.customer_id is null and by_name.form is not null and account.form is null)
        ) as is_person,
    from named as n
    left join records as by_id on by_id.kind = 'contact' and n.customer_id = by_id.form
    left join records as by_name
        on by_name.kind = 'contact' and as_words(n.customer) = by_name.form
    left join records as account
        on account.kind = 'account' and as_words(n.customer) = account.form
)

select
    object,
    source_file,
    source_row,
    case when not is_person then customer_id end as account_id,
    case when not is_person and customer_id is null then customer end as account_name,
    case when is_person then customer_id end as contact_id,
    case when is_person and customer_id is null then customer end as contact_name,
from read
