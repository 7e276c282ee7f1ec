-- How text becomes a number, and the currency it stands in.

-- "$7,450.00", "95.570,69 EUR", "1.234.567", "(500)", "1.2M": a comma is a decimal sign where one
-- or two digits end the number after it; two dots or more part thousands, as whatever else stands
-- between digits does. What is no number (NaN, inf) is none.
create or replace temp macro as_digits(t) as
case
    when regexp_matches(t, ',[0-9]{1,2}[^0-9]*$')
        then replace(regexp_replace(t, '[^0-9,]', '', 'g'), ',', '.')
    when regexp_matches(t, '[.][0-9]+[.]') then regexp_replace(t, '[^0-9]', '', 'g')
    else regexp_replace(t, '[^0-9.]', '', 'g')
end;

create or replace temp macro as_number(t) as
case
    when isfinite(try_cast(t as double)) then try_cast(t as double)
    when
        regexp_matches(t, '^[^0-9]*[0-9][0-9., \x{a0}\x{202f}'']*[^0-9]*$')
        and try_cast(t as double) is null
        then
            try_cast(as_digits(t) as double)
            * case when regexp_matches(t, '^[^0-9]*[-(]') then -1 else 1 end
            * case
                when regexp_matches(t, '[0-9] ?[kK]$') then 1e3
                when regexp_matches(t, '[0-9] ?[mM]$') then 1e6
                else 1
            end
end;

-- "$7,450.00", "1.250,00 €", "USD 500": the sign or the code that an amount carries.
create or replace temp macro as_currency(t) as
nullif(
    coalesce(
        nullif(regexp_extract(t, '[A-Z]{0,3}\p{Sc}'), ''),
        regexp_extract(
            t,
            '(?:^|[^A-Za-z])(USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF'
            || '|RON|BRL|MXN|ZAR|SGD|HKD|KRW|TRY|AED|SAR|ILS|THB|IDR|MYR|PHP|VND|ARS|CLP|COP)'
            || '(?:[^A-Za-z]|$)',
            1
        )
    ),
    ''
);
