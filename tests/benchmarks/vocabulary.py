"""The words that generated exports are made of. No behaviour."""

from __future__ import annotations

PLACES = (
    ("Stuttgart", "Baden-Württemberg", "Germany"), ("Köln", "Nordrhein-Westfalen", "Germany"),
    ("Hamburg", "Hamburg", "Germany"), ("Chicago", "IL", "United States"),
    ("Cleveland", "Ohio", "USA"), ("Houston", "Texas", "United States"),
    ("Atlanta", "Georgia", "United States"), ("Lyon", "", "France"), ("Toulouse", "", "France"),
    ("Milano", "", "Italy"), ("Torino", "", "Italy"), ("Bilbao", "", "Spain"),
    ("Manchester", "", "United Kingdom"), ("Leeds", "", "UK"), ("Poznań", "", "Poland"),
    ("Brno", "", "Czechia"), ("Wien", "", "Austria"), ("Zürich", "", "Switzerland"),
    ("Rotterdam", "", "Netherlands"), ("Göteborg", "", "Sweden"), ("Toronto", "Ontario", "Canada"),
    ("São Paulo", "", "Brazil"), ("Monterrey", "", "Mexico"), ("Osaka", "", "Japan"),
)  # fmt: skip
STREETS = (
    "Industriestrasse", "Harbor Avenue", "Foundry Road", "Rue de la Gare", "Via Torino",
    "Gutenbergstrasse", "Mill Lane", "ulica Fabryczna", "Calle Mayor", "Werkstrasse",
    "Commerce Drive", "Station Road", "Hafenstrasse", "Rua das Flores", "Lindenallee",
)  # fmt: skip
NAME_HEADS = (
    "Alder", "Brad", "Castel", "Dorn", "Elm", "Falken", "Green", "Hart", "Isar", "Jura", "Kirch",
    "Lind", "Marl", "Nord", "Oster", "Penn", "Quint", "Rhein", "Stan", "Tann", "Ulm", "Vester",
    "Wald", "Yar", "Zell",
)  # fmt: skip
NAME_TAILS = (
    "berg", "brook", "dale", "feld", "ford", "hall", "heim", "ley", "lund", "marsh", "mont", "ow",
    "ridge", "stad", "stein", "ton", "vale", "wick", "worth", "zen",
)  # fmt: skip
TRADES = (
    "Logistics", "Foods", "Chemie", "Automotive", "Energy", "Packaging", "Medical", "Steel",
    "Paper", "Electronics", "Plastics", "Glass", "Textiles", "Marine", "Aerospace", "Water",
    "Rail", "Mining", "Brewing", "Pharma", "Machinery",
)  # fmt: skip
LEGAL_FORMS = ("GmbH", "AG", "Inc", "LLC", "Ltd", "S.A.", "S.p.A.", "B.V.", "Sp. z o.o.", "AB")
ACCOUNT_TYPES = ("Customer", "Customer", "Customer", "Prospect", "Partner")
INDUSTRIES = ("Chemicals", "Food", "Automotive", "Energy", "Healthcare", "Transport", "Retail")
TITLES = (
    "Chief Executive Officer", "VP Operations", "Plant Manager", "Head of Purchasing",
    "Leiter Einkauf", "Directeur technique", "Maintenance Engineer", "Buyer", "CTO",
    "Responsable achats", "Quality Manager", "Jefe de planta", "Geschäftsführer", "Analyst",
)  # fmt: skip
FIRST_NAMES = (
    "Anna", "Bruno", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas",
    "Karin", "Luca", "Marta", "Niels", "Olga", "Paul", "Renata", "Simon", "Tomas", "Vera",
)  # fmt: skip
LAST_NAMES = tuple(
    head + tail
    for head in ("Am", "Bar", "Cor", "Del", "Er", "Fal", "Gar", "Hol", "Jung", "Kam", "Lor", "Mor")
    for tail in ("ano", "berger", "claus", "den", "etti", "ford", "goyen", "kins", "mann", "sson")
)
TOPICS = tuple(
    f"{what} {which}"
    for what in (
        "conveyor", "press line", "packaging cell", "sensor rollout", "pump station", "boiler",
        "robot cell", "palletiser", "control cabinet", "label printer", "spare parts", "gateway",
        "dosing unit", "compressor", "cold store", "filter", "gearbox", "valve island",
    )
    for which in (
        "retrofit", "upgrade", "phase 2", "line 3", "2025", "2026", "hall B", "roadmap", "audit",
        "training", "start-up", "documentation", "drawings", "delivery", "expansion", "pilot",
    )
)  # fmt: skip
TROUBLE = (
    "Line down", "Wrong part delivered", "Safety relay trips", "Gateway offline", "Late delivery",
    "Invoice wrong", "Cannot log in", "Sensor drifts", "Leak at valve", "Noise in gearbox",
)  # fmt: skip
_EVERYDAY = (
    "Catch-up", "Annual plan", "Technical exchange", "Sensor roadmap", "Day on the floor",
    "Retrofit ideas", "Listening session", "Follow up", "Intro", "Kennenlernen neue Leitung",
    "Jahresgespräch", "How are things going", "Line 3 walkthrough", "Plant tour",
    "Site visit", "Lunch", "Business review", "Weekly call", "Workshop", "Visite usine",
    "Visita a la planta", "Werksbesichtigung", "Kick-off", "Project status", "Steering committee",
)  # fmt: skip
_TROUBLED = (
    "Urgent: line down", "Escalation call", "Complaint review", "Recovery plan", "Outage debrief",
)  # fmt: skip
_WANTING = (
    "Renewal discussion", "Pricing discussion", "Proposal review", "Contract negotiation",
    "Quote walk-through", "Angebot besprechen",
)  # fmt: skip
MEETINGS = _EVERYDAY * 3 + _TROUBLED + _WANTING * 2 + ("Canceled: Weekly call",)
MEETING_FORMS = (
    "{account}: {topic}", "Site visit {account} {city}", "{topic} with {person}",
    "Meeting {person} / {person} re {topic}", "{account} QBR {number}",
    "Plant tour {city}, {topic}", "Renewal {account} {number}", "Workshop {topic} at {account}",
    "Lunch with {person}, {account}",
)  # fmt: skip
_MAILED = (
    "Email: RE: drawings", "Email: Minutes", "Email: New firmware notes", "Email: Holiday cover",
    "Email: Thank you for your time", "Email: Termin nächste Woche", "Email: Application note",
    "Email: RE: delivery dates", "Email: Updated datasheet", "Email: Season's greetings",
)  # fmt: skip
_CALLED = ("Call", "Call re spare parts", "Call - delivery", "Call: quick check", "Left voicemail")
_TO_DO = ("Update account plan", "Send brochure", "Ask logistics about pallets", "Send quote")
TASKS = _MAILED * 4 + _CALLED * 3 + _TO_DO * 2 + _TROUBLED
TASK_FORMS = (
    "Email: RE: {topic} [{number}]", "Email: FW: {account} {topic}", "Call {person}: {topic}",
    "Email: Offer {number} {topic}", "Call re PO {number}", "Email: {topic} question from {person}",
    "Send {topic} to {person}", "Email: RE: RE: ticket {number} {topic}",
)  # fmt: skip
LOCATIONS = (
    "Our office", "Kaiserstrasse 44, Frankfurt", "Restaurant Zum Anker", "Hotel Adler",
    "Trade show booth 1822", "Hannover Messe booth B14", "Their plant, gate 2", "Golf club",
    "HQ", "Client site", "Expo hall 7", "Café Central", "Phone", "WebEx", "tbd", "Main office",
)  # fmt: skip
_SENTENCES = (
    "Went through the open points and agreed who does what until the next time.",
    "They are content with the last delivery and asked for the new firmware.",
    "Budget for next year is not decided; the plant manager expects news in spring.",
    'The maintenance team calls the new cabinet ""the fridge"" and likes it.',
    "Spare parts are at the wrong site again; logistics will look into it.",
    "Met two new people from purchasing, both came from a competitor of ours.",
    "Production runs three shifts until the end of the quarter.",
    "Besuch war kurz, die Anlage läuft, Rückfragen zur Dokumentation kommen per Mail.",
)
PARAGRAPHS = tuple(
    " ".join(_SENTENCES[(start + k * step) % 8] for k in range(count))
    for start in range(8)
    for step in (1, 3)
    for count in (1, 2, 4)
)
MAILS = tuple(
    f"Additional To: user{n}@example.com\nCC: \nAttachment: \n\n"
    f"Subject: note {n}\nBody:\nHello,\n\n"
    + "\n".join(_SENTENCES[(n + k) % 8] for k in range(3 + n % 5))
    + "\n\nBest regards"
    for n in range(40)
)
ACCOUNT_EMPTY = (
    "BillingLatitude", "BillingLongitude", "BillingGeocodeAccuracy", "ShippingStreet",
    "ShippingCity", "ShippingState", "ShippingPostalCode", "ShippingCountry", "Fax",
    "AccountNumber", "Sic", "NumberOfEmployees", "Ownership", "TickerSymbol", "Rating", "Site",
    "Jigsaw", "JigsawCompanyId", "AccountSource", "SicDesc",
)  # fmt: skip
CONTACT_EMPTY = (
    "Salutation", "MailingStreet", "MailingState", "MailingPostalCode", "MailingCountry", "Fax",
    "MobilePhone", "Department", "LeadSource", "Birthdate", "Description", "LastActivityDate",
)  # fmt: skip
EVENT_EMPTY = (
    "IsArchived", "RecurrenceStartDateTime", "RecurrenceEndDateOnly", "RecurrenceTimeZoneSidKey",
    "RecurrenceType", "RecurrenceInterval", "RecurrenceDayOfWeekMask", "RecurrenceDayOfMonth",
    "RecurrenceInstance", "RecurrenceMonthOfYear", "ReminderDateTime", "IsReminderSet",
)  # fmt: skip
