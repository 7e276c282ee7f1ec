-- one row per title whose rank or horizon a person corrected
select
    unnest(cast($told_titles as varchar[])) as title,
    unnest(cast($told_ranks as varchar[])) as title_rank,
    unnest(cast($told_horizons as varchar[])) as horizon,
    unnest(cast($titles_said as varchar[])) as corrections,
