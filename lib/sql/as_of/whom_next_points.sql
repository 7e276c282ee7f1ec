-- one row per account that can be visited and as-of date: what each reason to go there weighs
select
    f.*,
    -- A share of a point is none; what reckoning with fractions adds or loses is no share.
    case
        when f.has_left then 0
        when f.status = 'unknown' then w.unknown
        when f.status = 'never'
            then
                greatest(
                    least(cast(floor(w.late * f.cadences_gone + 0.000001) as integer), w.late_most),
                    w.never
                )
        when f.cadences_gone is not null
            then least(cast(floor(w.late * f.cadences_gone + 0.000001) as integer), w.late_most)
        else 0
    end as late_points,
    case
        when f.times_average is not null
            then
                cast(
                    floor(
                        w.value * f.times_average / (f.times_average + w.value_half) + 0.000001
                    ) as integer
                )
        else 0
    end as value_points,
    case when f.is_unprompted and not f.has_left then w.unprompted else 0 end as unprompted_points,
    case when f.is_at_extremes and not f.has_left then w.extremes else 0 end as extremes_points,
    case when f.is_quiet and not f.has_left then w.quiet else 0 end as quiet_points,
    case when f.is_booked then 0 else w.unbooked end as unbooked_points,
    case when f.is_booked then w.booked else 0 end as booked_points,
    case when f.refused_on is not null then w.declined else 0 end as declined_points,
from whom_next_facts as f
inner join next_weights_as_of as w on f.as_of_on = w.as_of_on
