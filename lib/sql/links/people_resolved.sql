-- one row per account and name of theirs that a contact of that account goes by
with

asked as (
    select distinct
        place,
        name_key,
        words,
        email,
        is_title_only,
    from people_named
),

known as (
    select
        contact_id,
        account_id,
        name_words(name) as words,
        array_to_string(name_words(name), ' ') as name_key,
        as_list(lower(email)) as emails,
        array_to_string(name_words(title), ' ') as title_key,
        title,
    from source_contacts
    where account_id is not null
),

compared as (
    select
        a.place,
        a.name_key,
        a.email,
        k.contact_id,
        k.title,
        case
            when list_contains(k.emails, a.email) then 1
            when a.is_title_only
                then case
                    -- "CFO Anna Berg" names her.
                    when len(k.words) > 1 and list_has_all(a.words, k.words) then 2
                    when k.title_key = a.name_key then 4
                end
            when a.name_key = k.name_key then 2
            when is_short_for(a.words, k.words) then 3
        end as step,
    from asked as a
    inner join known as k on a.place = k.account_id
)

-- Of two contacts of one name the one with a title says more; a short name of two is nobody's.
select
    place,
    name_key,
    email,
    contact_id,
from compared
where step is not null
qualify
    row_number() over (
        partition by place, name_key, email
        order by step asc, title is null asc, contact_id asc
    ) = 1
    and (
        step <= 2
        or count(*) over (partition by place, name_key, email, step) = 1
    )
