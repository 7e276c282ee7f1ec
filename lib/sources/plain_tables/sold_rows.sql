-- one row per row of a table of invoices, orders or sales: its day, its money, what it is known by
with

-- How a column is written is told by the whole of it: "1.250" beside "3.99" is less than two, and
-- a month is its first day where all of them are.
files as (
    select
        source_file,
        coalesce(
            bool_or(has_dotted_cents(coalesce(net, amount, amount_eur, amount_usd, amount_gbp)))
            or bool_or(has_dotted_cents(unit_price)),
            false
        ) as has_cents,
        case
            when max(try_cast(regexp_extract(month, '^(\d{1,2})[/-]', 1) as integer)) = 1
                then 'dmy'
            when max(try_cast(regexp_extract(month, '^\d{1,2}[/-](\d{1,2})[/-]', 1) as integer)) = 1
                then 'mdy'
        end as month_order,
    from raw_sale
    group by source_file
),

read as (
    select
        s.*,
        coalesce(s.invoiced_on, s.ordered_on, s.day) as written_day,
        as_iso(s.month, f.month_order) as written_month,
        coalesce(
            s.net, s.amount, s.amount_eur, s.amount_usd, s.amount_gbp, s.amount_chf
        ) as written_amount,
        f.has_cents,
        as_number(s.quantity)
        * as_amount(case when f.has_cents then s.unit_price else without_marks(s.unit_price) end)
            as full_price,
        -- A share, a percentage, or so much off the line.
        case
            when contains(s.discount, '%') then as_number(replace(s.discount, '%', '')) / 100
            when as_number(s.discount) between 0 and 1 then as_number(s.discount)
        end as discount_share,
        case
            when
                contains(s.columns_held, ',invoice_no,')
                or contains(s.columns_held, ',invoiced_on,')
                then 'invoice'
            when contains(s.columns_held, ',order_no,') or contains(s.columns_held, ',ordered_on,')
                then 'order'
            when contains(s.columns_held, ',day,') then 'sale'
            else 'month'
        end as kind,
        coalesce(as_id(s.invoice_no), as_id(s.order_no)) as number,
        coalesce(says_sum(coalesce(s.account_name, s.account_id)), false) as is_total,
    from raw_sale as s
    inner join files as f on s.source_file = f.source_file
),

valued as (
    select
        *,
        coalesce(
            as_day(written_day),
            as_month(written_day, year),
            as_month(written_month, year)
        ) as sold_on,
        case
            when written_amount is not null
                then
                    as_amount(
                        case
                            when has_cents then written_amount else without_marks(written_amount)
                        end
                    )
            when discount_share is not null then full_price * (1 - discount_share)
            else full_price - coalesce(as_number(discount), 0)
        end as sum,
    from read
)

-- The lines of a number are told apart by their order, so that those of next week's export take
-- their place; without a number the file's name, its digits aside, tells what is the same list.
select
    *,
    left(
        md5(
            concat_ws(
                '|',
                kind,
                coalesce(
                    number,
                    regexp_replace(regexp_extract(source_file, '[^/]+$'), '[0-9]+', '', 'g')
                ),
                sold_on,
                account_id,
                case when account_id is null then as_words(account_name) end
            )
        ),
        16
    ) as identity,
from valued
