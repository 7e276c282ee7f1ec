"""The columns of a Salesforce Data Export, in their order, and how its ids are made."""

from __future__ import annotations

from model import TODAY

NULL_ID = "000000000000000AAA"
EXPORT_DAY = TODAY.isoformat()
STAMPS = "CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp"
RECURRENCE = (
    "RecurrenceActivityId IsRecurrence RecurrenceStartDateTime RecurrenceEndDateOnly "
    "RecurrenceTimeZoneSidKey RecurrenceType RecurrenceInterval RecurrenceDayOfWeekMask "
    "RecurrenceDayOfMonth RecurrenceInstance RecurrenceMonthOfYear"
)
HEADERS = {
    "Account": "Id IsDeleted MasterRecordId Name Type ParentId BillingStreet BillingCity "
    "BillingState BillingPostalCode BillingCountry BillingLatitude BillingLongitude "
    "BillingGeocodeAccuracy ShippingStreet ShippingCity ShippingState ShippingPostalCode "
    "ShippingCountry Phone Fax AccountNumber Website Sic Industry AnnualRevenue "
    "NumberOfEmployees Ownership TickerSymbol Description Rating Site CurrencyIsoCode OwnerId "
    f"{STAMPS} LastActivityDate Jigsaw JigsawCompanyId AccountSource SicDesc Tier__c "
    "Customer_Since__c Visit_Exempt_Reason__c ERP_Number__c Contract_End__c Churn_Date__c",
    "Contact": "Id IsDeleted MasterRecordId AccountId Salutation FirstName LastName "
    "MailingStreet MailingCity MailingState MailingPostalCode MailingCountry Phone Fax "
    "MobilePhone ReportsToId Email Title Department LeadSource Birthdate Description OwnerId "
    f"HasOptedOutOfEmail HasOptedOutOfFax DoNotCall {STAMPS} LastActivityDate "
    "LastCURequestDate LastCUUpdateDate EmailBouncedReason EmailBouncedDate Jigsaw "
    "JigsawContactId",
    "User": "Id Username FirstName LastName CompanyName Division Department Title Street City "
    "State PostalCode Country Email Phone Alias CommunityNickname IsActive TimeZoneSidKey "
    "UserRoleId LocaleSidKey EmailEncodingKey ProfileId UserType LanguageLocaleKey ManagerId "
    f"LastLoginDate {STAMPS}",
    "Event": "Id WhoId WhatId Subject Location IsAllDayEvent ActivityDateTime ActivityDate "
    "DurationInMinutes Description AccountId OwnerId Type IsPrivate ShowAs IsDeleted IsChild "
    f"IsGroupEvent GroupEventType {STAMPS} IsArchived {RECURRENCE} ReminderDateTime "
    "IsReminderSet",
    "EventRelation": f"Id RelationId EventId Status RespondedDate Response {STAMPS} IsDeleted",
    "Task": "Id WhoId WhatId Subject ActivityDate Status Priority OwnerId Description Type "
    f"IsDeleted AccountId IsClosed {STAMPS} IsArchived CallDurationInSeconds CallType "
    "CallDisposition CallObject ReminderDateTime IsReminderSet",
    "Case": "Id IsDeleted CaseNumber ContactId AccountId AssetId ParentId SuppliedName "
    "SuppliedEmail SuppliedPhone SuppliedCompany Type Status Reason Origin Subject Priority "
    f"Description IsClosed ClosedDate IsEscalated OwnerId {STAMPS}",
    "Opportunity": "Id IsDeleted AccountId IsPrivate Name Description StageName "
    "StageSortOrder Amount Probability ExpectedRevenue TotalOpportunityQuantity CloseDate Type "
    "NextStep LeadSource IsClosed IsWon ForecastCategory ForecastCategoryName CurrencyIsoCode "
    f"CampaignId HasOpportunityLineItem Pricebook2Id OwnerId {STAMPS} LastActivityDate "
    "FiscalYear FiscalQuarter",
}
PREFIX = {
    "Account": "001",
    "Contact": "003",
    "User": "005",
    "Opportunity": "006",
    "Event": "00U",
    "Task": "00T",
    "Case": "500",
    "EventRelation": "0RE",
}
LOOKUPS = {
    "MasterRecordId",
    "ParentId",
    "ReportsToId",
    "WhoId",
    "WhatId",
    "AccountId",
    "RecurrenceActivityId",
    "ContactId",
    "AssetId",
    "CampaignId",
    "ManagerId",
    "UserRoleId",
}
DEFAULTS = {"IsDeleted": 0}
STAGES = {
    "Prospecting": 10,
    "Qualification": 10,
    "Needs Analysis": 20,
    "Value Proposition": 50,
    "Proposal/Price Quote": 75,
    "Negotiation/Review": 90,
    "Closed Won": 100,
    "Closed Lost": 0,
}
CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def salesforce_id(kind: str, number: int) -> str:
    """An 18-character id: prefix, instance, number in base 62, and the case checksum."""
    digits = ""
    number = 916_132 + number * 7
    while number:
        number, digit = divmod(number, 62)
        digits = BASE62[digit] + digits
    body = f"{PREFIX[kind]}5g{digits.rjust(10, '0')}"
    bits = (
        sum(1 << i for i, letter in enumerate(body[at : at + 5]) if letter.isupper())
        for at in (0, 5, 10)
    )
    return body + "".join(CHECK[b] for b in bits)
