-- one row per account and as-of date with a sign: its tours, introductions and gifts of information
select
    as_of_on,
    account_id,
    max(case when sign = 'tour_taken' then occurred_on end) as last_tour_on,
    max(case when sign = 'tour_asked' then occurred_on end) as tour_asked_on,
    max(case when sign = 'tour_not_feasible' then occurred_on end) as tour_refused_on,
    count(case when sign = 'tour_taken' and is_at_visit then 1 end) as visits_with_tour,
    count(case when sign = 'information_given' and is_at_visit then 1 end) as visits_with_gift,
    max(case when sign = 'information_given' then occurred_on end) as last_given_on,
    count(case when sign = 'introduction_offered_by_us' and is_in_window then 1 end)
        as offered_by_us,
    count(case when sign = 'introduction_made_by_us' and is_in_window then 1 end)
        as made_by_us,
    count(case when sign = 'introduction_offered_by_them' and is_in_window then 1 end)
        as offered_by_them,
    count(case when sign = 'introduction_made_by_them' and is_in_window then 1 end)
        as made_by_them,
    count(case when sign = 'introduction_offered_by_us' then 1 end) as ever_offered_by_us,
    count(case when sign = 'introduction_made_by_us' then 1 end) as ever_made_by_us,
    count(case when sign = 'introduction_offered_by_them' then 1 end) as ever_offered_by_them,
    count(case when sign = 'introduction_made_by_them' then 1 end) as ever_made_by_them,
from sign_as_of
group by as_of_on, account_id
