-- one row per contact
select
    coalesce(as_id(id), lower(email)) as contact_id,
    -- The primary company is the one somebody works for.
    company_of(primary_company_id, company_id, l.company_ids) as account_id,
    case
        when coalesce(primary_company_id, company_id, l.company_ids) is null
            then coalesce(
                company_named(primary_company, company),
                -- What is typed as somebody's company is no link: where it is the name of none, the
                -- address may say more.
                case
                    when
                        company_domain is null
                        and (
                            lower(company_written) in (
                                select lower(o.name), from raw_company as o
                                where o.name is not null
                            )
                            or (select count(*), from raw_company) = 0
                        )
                        then company_written
                end
            )
    end as account_name,
    company_domain as account_domain,
    coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), name) as name,
    title,
    email,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_flag(is_deleted) then 'It is marked as deleted in HubSpot'
        when as_id(id) is null and email is null then 'It has neither a usable id nor an address'
    end as set_aside,
from raw_contact
left join association_lists as l on l.object = 'contact' and as_id(id) = l.record_id
