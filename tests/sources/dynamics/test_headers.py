"""Views as sales and service teams export them: what each is taken for, by its header and name."""

from __future__ import annotations

from collections import Counter

import pytest

from lib.sources.recognise import candidates, choose, sources

VIEWS = {
    # The standard views of the Sales and Customer Service hubs, with and without hidden columns.
    ("My Active Accounts", "Account Name,Main Phone,Address 1: City,Primary Contact,Email (Primary Contact) (Contact)"): "account",
    ("Accounts", "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Parent Account,Industry,Owner"): "account",
    ("x", "accountid,name,address1_city,statecode,createdon"): "account",
    ("x", "accountid,name,_primarycontactid_value,telephone1"): "account",
    ("x", "Account Name,Account Number,Status,Created On,Owner"): "account",
    ("Active Contacts", "Full Name,Email,Company Name,Business Phone"): "contact",
    ("x", "First Name,Last Name,Email,Account Name,Job Title,Business Phone,Account Manager (Account Name) (Account)"): "contact",
    ("x", "contactid,fullname,emailaddress1,parentcustomerid,parentcustomeridname,statecode"): "contact",
    ("Users", "Full Name,Site,Business Unit,Title,Position,Main Phone"): "user",
    ("All Activities", "Subject,Regarding,Activity Type,Activity Status,Owner,Priority,Start Date,Due Date,Created By,Regarding Type"): "activity",
    ("x", "activityid,activitytypecode,subject,_regardingobjectid_value,scheduledstart,scheduledend,statecode"): "activity",
    ("My Appointments", "Subject,Regarding,Start Time,End Time,Priority,Status,Owner"): "appointment",
    ("x", "Subject,Required Attendees,Start Time,Location"): "appointment",
    ("Open Phone Calls", "Subject,Regarding,Due Date,Priority,Activity Status,Owner"): "phone_call",
    ("My Tasks", "Subject,Regarding,Due Date,Priority,Activity Status,Owner"): "task",
    ("x", "Subject,Call From,Call To,Regarding,Due Date,Activity Status"): "phone_call",
    ("Sent Email Messages", "Subject,From,To,Regarding,Status Reason,Date Sent"): "email",
    ("My Active Cases", "Case Title,Case Number,Priority,Origin,Customer,Owner,Status Reason,Created On"): "case",
    ("x", "incidentid,title,ticketnumber,prioritycode,customerid,customeridname,statuscode"): "case",
    ("My Open Opportunities", "Topic,Potential Customer,Est. close date,Est. revenue,Contact,Account,Probability,Rating"): "opportunity",
    ("Won Opportunities", "Topic,Potential Customer,Actual Revenue,Actual Close Date,Status Reason"): "opportunity",
    ("x", "opportunityid,name,estimatedvalue,parentaccountid,statecode,actualclosedate"): "opportunity",
}  # fmt: skip
OTHERS = {
    # Outlook's calendar, leads, orders, a Salesforce report, a HubSpot export.
    ("calendar", "Subject,Start Date,Start Time,End Date,End Time,All day event,Meeting Organizer,Required Attendees,Location,Show time as"),
    ("Leads", "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Name,Topic,Company Name,Status Reason"),
    ("Orders", "(Do Not Modify) Order,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Order ID,Name,Potential Customer,Total Amount,Status Reason"),
    ("report", "Assigned,Subject,Date,Status,Priority,Company / Account,Contact,Activity Type"),
    ("companies", "Record ID,Company name,City,Company owner,Create Date"),
    ("visits", "Account Name,Visit Date,Visited By,Purpose"),
}  # fmt: skip


@pytest.mark.parametrize(("view", "layout"), VIEWS.items(), ids=str)
def test_view_is_known_by_its_header(view: tuple[str, str], layout: str) -> None:
    name, line = view
    header = line.split(",")
    match = choose(candidates(header, [], name, sources()), header, Counter())
    assert not isinstance(match, str), match
    assert (match.source.name, match.layout.name) == ("dynamics", layout)


@pytest.mark.parametrize("view", sorted(OTHERS), ids=str)
def test_other_tables_are_not_taken_for_dynamics(view: tuple[str, str]) -> None:
    name, line = view
    found = candidates(line.split(","), [], name, sources())
    assert "dynamics" not in {match.source.name for match in found}


def test_calls_and_tasks_of_one_shape_want_a_name() -> None:
    header = ["Subject", "Regarding", "Due Date", "Priority", "Activity Status", "Owner"]
    said = choose(candidates(header, [], "export", sources()), header, Counter())
    assert isinstance(said, str)
    assert "could be Dynamics 365" in said
    assert "name the file after what it holds" in said
