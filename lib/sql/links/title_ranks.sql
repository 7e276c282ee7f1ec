-- one row per text that holds a title of ours or theirs that the dictionary knows
with

own as (
    select
        *,
        min(case when says = 'after' then last_word end) over titled as others_from,
        max(case when says = 'before' then first_word end) over titled as others_to,
        bool_or(says = 'former') over titled as is_former,
        -- "Deputy head of purchasing", where the dictionary has no word for it: one step down.
        max(case when says = 'deputy' then last_word end) over (
            partition by title order by first_word
            rows between unbounded preceding and 1 preceding
        ) as deputy_to,
    from title_phrases
    window titled as (partition by title)
),

-- "Assistant to the managing director" is nobody's boss: what follows is another's title, or,
-- in 社長秘書, what goes before. What that other looks at, the one who serves may look at too.
kept as (
    select
        *,
        case when deputy_to = first_word - 1 and rank < 3 then rank + 1 else rank end as own_rank,
    from own
    where
        (others_from is null or first_word <= others_from or rank is null)
        and (others_to is null or last_word >= others_to or rank is null)
)

select
    title,
    -- "Principal" says how high somebody is only where nothing else does.
    coalesce(min(own_rank) filter (where says <> 'weak'), min(own_rank)) as title_rank,
    min_by(horizon, coalesce(own_rank, 9) * 1000 - length(phrase))
    filter (where horizon is not null) as horizon,
from kept
group by title
-- Of a former one nothing is known.
having count(own_rank) + count(horizon) > 0 and not coalesce(bool_or(is_former), false)
