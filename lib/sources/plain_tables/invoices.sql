-- one row per invoice, order or line of one, or per month of sales
with

numbered as (
    select
        *,
        row_number() over (partition by source_file, identity order by source_row) as line,
    from sold_rows
)

select
    kind || '-' || identity || case when line > 1 then '-' || line else '' end as invoice_id,
    as_id(account_id) as account_id,
    -- A line of totals is nobody.
    case when not is_total then account_name end as account_name,
    sold_on as invoiced_on,
    case when sum > 0 and coalesce(says_credit(document_type), false) then -sum else sum end
        as amount,
    coalesce(
        currency,
        as_currency(written_amount),
        case
            when coalesce(net, amount) is not null then null
            when amount_eur is not null then 'EUR'
            when amount_usd is not null then 'USD'
            when amount_gbp is not null then 'GBP'
            when amount_chf is not null then 'CHF'
        end
    ) as currency,
    kind,
    source_file as file,
    source_row as row,
    greatest(sold_on, as_day(recorded_on)) as recorded_on,
    case
        when is_total then 'It is a line of totals'
        when coalesce(account_id, account_name) is null then 'It names no account'
        when coalesce(as_id(account_id), account_name) is null
            then 'A spreadsheet has rounded its account''s id: ' || account_id
        when says_void(status) then 'It is no sale: ' || status
        when sum is null and written_amount is not null
            then 'Its amount cannot be read: ' || written_amount
        when sum is null then 'It has no amount'
        when
            coalesce(written_day, written_month) is not null
            and sold_on is null
            and written_day is null
            then 'Its month cannot be read: ' || concat_ws(' ', written_month, year)
        else date_fault(coalesce(written_day, written_month), sold_on)
    end as set_aside,
from numbered
union all by name
select
    'month-' || left(
        md5(
            concat_ws(
                '|',
                regexp_replace(regexp_extract(source_file, '[^/]+$'), '[0-9]+', '', 'g'),
                month,
                account_id,
                case when account_id is null then as_words(account_name) end
            )
        ),
        16
    )
    || case
        when
            row_number() over (
                partition by source_file, month, account_id, account_name order by source_row
            ) > 1
            then '-' || row_number() over (
                partition by source_file, month, account_id, account_name order by source_row
            )
        else ''
    end as invoice_id,
    sound_id as account_id,
    case when not is_total then account_name end as account_name,
    as_month_named(month) as invoiced_on,
    amount,
    coalesce(currency, as_currency(text)) as currency,
    'month' as kind,
    source_file as file,
    source_row as row,
    as_month_named(month) as recorded_on,
    set_aside,
from sheet_rows
