-- What stands where a table's sums are, or over a month of it ("March 2026"), and is nobody's name.
create or replace temp macro says_total(t) as
month_number(regexp_extract(t, '^([^ \d.,/:;-]{3,10})[.]? \d{4}$', 1)) is not null
or regexp_full_match(
    as_words(t),
    '(grand |sub ?|sous |gesamt)?(totals?|totale?|totaux|summen?|gesamt|insgesamt|suma|somme|totaal'
    || '|zwischensumme)( (general|generale?|visits?|visites?|visitas?|besuche|count|anzahl))?'
);

-- What records of several layouts, of one program or of more, say alike.

-- When a task became known. Done, and the day it was due is all there is: before that it would
-- read as a booking.
create or replace temp macro task_known_on(recorded_on, is_done_when_due, due_on) as
case when is_done_when_due then greatest(recorded_on, due_on) else recorded_on end;

-- Why an account need not be visited, where it is said as a reason or as a tick.
create or replace temp macro as_exemption(t, program) as
case
    when as_flag(t) is null then t
    when as_flag(t) then 'marked in ' || program || ' as not to be visited'
end;

-- Salesforce: a part of the billing address, or else of the shipping address.
create or replace temp macro billed_part(billing, billing_json, shipping, shipping_json, part) as
coalesce(billing, address_part(billing_json, part), shipping, address_part(shipping_json, part));

-- Salesforce: an opportunity's flag, or what its stage says, as its own stages are called.
create or replace temp macro has_won(flag, stage) as
coalesce(as_flag(flag), lower(stage) in ('closed won', 'won'), false);

create or replace temp macro has_closed(flag, stage) as
coalesce(
    as_flag(flag), lower(stage) like 'closed%' or lower(stage) in ('won', 'lost'), false
);

-- HubSpot: the one company of several that a record is of, by id and by name.
create or replace temp macro company_of(primary_id, ids, linked_ids) as
coalesce(as_id(primary_id), split_part(coalesce(as_ids(ids), linked_ids), ';', 1));

create or replace temp macro company_named(primary_name, names) as
coalesce(without_domain(primary_name), without_domain(split_part(names, ';', 1)));
