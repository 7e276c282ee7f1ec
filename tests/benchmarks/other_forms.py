"""The same made-up company in the forms of HubSpot and Dynamics 365.

Owns how the Salesforce-form files of `generate` are written anew: other headers, links by
association or by name, days as `M/D/YYYY`. DuckDB rewrites them, so a million rows take seconds.
Must not measure anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

_READ = "read_csv('{folder}/{name}.csv', all_varchar = true, header = true, quote = '\"')"
_ACTIVITIES = """
    select
        Id, AccountId, WhatId, Subject, Location, Description, ActivityDateTime as starts_at,
        'Meeting' as type, CreatedDate
    from {Event}
    union all
    select
        Id, AccountId, WhatId, Subject, null as Location, Description, ActivityDate as starts_at,
        case when TaskSubtype = 'Email' then 'Email' else 'Call' end as type, CreatedDate
    from {Task}
"""
# Form -> file -> a select over the Salesforce files, each named by its object in braces.
FORMS: Mapping[str, Mapping[str, str]] = {
    "hubspot": {
        "companies": """
            select
                Id as "Record ID", Name as "Company name", Website as "Company Domain Name",
                BillingCity as "City", BillingCountry as "Country/Region", Industry as "Industry",
                left(CreatedDate, 16) as "Create Date"
            from {Account}
        """,
        "deals": """
            select
                Id as "Record ID", Name as "Deal Name", StageName as "Deal Stage",
                Amount as "Amount", left(CloseDate, 10) as "Close Date",
                left(CreatedDate, 16) as "Create Date",
                AccountId as "Associated Company IDs (Primary)"
            from {Opportunity}
        """,
        "tickets": """
            select
                Id as "Ticket ID", Subject as "Ticket name", Priority as "Priority",
                Status as "Ticket status", left(CreatedDate, 16) as "Create date",
                AccountId as "Associated Company IDs"
            from {Case}
        """,
        "activities": f"""
            select
                Id as "Activity ID", type as "Activity Type",
                left(starts_at, 16) as "Activity Date",
                Subject as "Call/Meeting Title/Subject", Location as "Meeting location",
                Description as "Notes/Description",
                coalesce(nullif(AccountId, ''), WhatId) as "Associated Company IDs"
            from ({_ACTIVITIES})
        """,
    },
    "dynamics": {
        "Accounts": """
            select
                Id as "(Do Not Modify) Account", Name as "Account Name",
                BillingCity as "Address 1: City", BillingCountry as "Address 1: Country/Region",
                Website as "Website",
                strftime(CreatedDate::timestamp, '%-m/%-d/%Y %-H:%M') as "Created On"
            from {Account}
        """,
        "Opportunities": """
            select
                o.Id as "(Do Not Modify) Opportunity", o.Name as "Topic",
                a.Name as "Potential Customer", o.Amount as "Est. revenue",
                strftime(left(o.CloseDate, 10)::date, '%-m/%-d/%Y') as "Est. close date",
                case when o.IsWon = '1' then 'Won' when o.IsClosed = '1' then 'Lost' else 'Open' end
                    as "Status"
            from {Opportunity} as o
            left join {Account} as a on o.AccountId = a.Id
        """,
        "Cases": """
            select
                c.Id as "(Do Not Modify) Case",
                c.Subject as "Case Title",
                c.CaseNumber as "Case Number", c.Priority as "Priority", a.Name as "Customer",
                c.Status as "Status",
                strftime(c.CreatedDate::timestamp, '%-m/%-d/%Y %-H:%M') as "Created On"
            from {Case} as c
            left join {Account} as a on c.AccountId = a.Id
        """,
        "Appointments": f"""
            select
                t.Id as "(Do Not Modify) Appointment", t.Subject as "Subject",
                a.Name as "Regarding",
                strftime(t.starts_at::timestamp, '%-m/%-d/%Y %-H:%M') as "Start Time",
                t.Location as "Location", 'Completed' as "Status",
                t.Description as "Description",
                strftime(t.CreatedDate::timestamp, '%-m/%-d/%Y %-H:%M') as "Created On"
            from ({_ACTIVITIES}) as t
            inner join {{Account}} as a on coalesce(nullif(t.AccountId, ''), t.WhatId) = a.Id
            where t.starts_at <> '' and t.starts_at is not null
        """,
    },
}


def rewrite(salesforce: Path, folder: Path, form: str) -> None:
    """Write a form's files into a folder from the files of `generate`."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        name: _READ.format(folder=salesforce, name=name)
        for name in ("Account", "Opportunity", "Case", "Event", "Task")
    }
    con = duckdb.connect()
    for name, select in FORMS[form].items():
        con.execute(
            f"copy ({select.format(**tables)}) to '{folder / name}.csv' (header, force_quote *)"
        )
    con.close()
