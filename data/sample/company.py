"""Halden & Marsh and what its people write. Constants only; no real person is meant."""

from __future__ import annotations

HEAD_OFFICE = ("Kaiserstrasse 44", "Frankfurt am Main", "Hessen", "60329", "Germany")
DOMAIN = "haldenmarsh.example"

# key: first name, last name, title, is active, first day, last day (or "")
PEOPLE: dict[str, tuple[str, str, str, bool, str, str]] = {
    "ceo": ("Annelise", "Brandt", "Chief Executive Officer", True, "2016-02-01", ""),
    "cfo": ("Rupert", "Ashcombe", "Chief Financial Officer", True, "2018-09-03", ""),
    "coo": ("Matthias", "Kolbe", "Chief Operating Officer", True, "2016-05-02", ""),
    "cto": ("Ingrid", "Solheim", "Chief Technology Officer", True, "2019-01-14", ""),
    "vp_emea": ("Laurent", "Descamps", "Vice President Sales EMEA", True, "2017-03-01", ""),
    "vp_am": ("Denise", "Whitaker", "Vice President Sales Americas", True, "2017-06-05", ""),
    "vp_service": ("Hiroko", "Maeda", "Vice President Service & Quality", True, "2020-04-06", ""),
    "de_south": ("Jonas", "Reichert", "Account Manager South Germany", True, "2016-03-01", ""),
    "de_north": ("Miriam", "Toelle", "Account Manager North Germany", True, "2018-01-08", ""),
    "de_west": ("Stefan", "Lauterbach", "Key Account Manager West", True, "2016-07-01", ""),
    "fr": ("Camille", "Perrault", "Responsable grands comptes", True, "2019-02-04", ""),
    "uk": ("Oliver", "Penhale", "Account Manager UK & Ireland", True, "2023-04-03", ""),
    "uk_old": ("Gareth", "Lowell", "Account Manager UK & Ireland", False, "2016-04-04",
               "2023-03-17"),
    "it": ("Davide", "Morandini", "Key Account Manager Italia", True, "2017-10-02", ""),
    "es": ("Lucía", "Ferrándiz", "Account Manager Iberia", True, "2020-09-01", ""),
    "nl": ("Pieter", "Hoekema", "Account Manager Benelux", True, "2018-05-14", ""),
    "nordic": ("Henrik", "Almgren", "Account Manager Sweden & Poland", False, "2017-01-09",
               "2025-09-19"),
    "us_east": ("Marcus", "Delaney", "Account Manager US East", True, "2017-08-07", ""),
    "us_mid": ("Brooke", "Hanrahan", "Key Account Manager US Midwest", True, "2016-11-07", ""),
    "us_west": ("Tyler", "Okafor", "Account Manager US South & West", True, "2021-03-01", ""),
    "us_old": ("Janet", "Pruitt", "Account Manager US South", False, "2016-11-07", "2024-06-28"),
    "ca": ("Simone", "Gagnier", "Account Manager Canada", True, "2019-06-03", ""),
    "latam": ("Rafael", "Quintero", "Account Manager Latin America", True, "2018-10-01", ""),
    "jp": ("Kenji", "Morioka", "Account Manager Japan", True, "2020-01-06", ""),
    "alps": ("Verena", "Aigner", "Account Manager Switzerland & Austria", True, "2019-11-04", ""),
    "desk": ("Service", "Desk", "Inside Service", True, "2016-02-01", ""),
}
EXECUTIVES = ("ceo", "cfo", "coo", "cto", "vp_emea", "vp_am", "vp_service")
ALMGREN_LEFT = "2025-09-19"

# Who looks after a country; Germany and the United States by state.
TERRITORY = {
    "France": "fr", "United Kingdom": "uk", "Italy": "it", "Spain": "es", "Netherlands": "nl",
    "Sweden": "nordic", "Poland": "nordic", "Canada": "ca", "Mexico": "latam", "Brazil": "latam",
    "Japan": "jp", "Switzerland": "alps", "Austria": "alps",
}
GERMAN_SOUTH = {"Baden-Württemberg", "Bayern"}
GERMAN_WEST = {"Nordrhein-Westfalen", "Hessen", ""}
US_MIDWEST = {"WI", "IL", "MI", "OH", "IN", "MN", "IA", "MO", "KY", ""}
US_EAST = {"PA", "NY", "NJ", "CT", "MA", "NC"}
GERMAN_SPEAKING = {"Germany", "Austria", "Switzerland"}

FIRST_NAMES = {
    "de": ("Sabine", "Markus", "Petra", "Thorsten", "Anja", "Holger", "Katrin", "Uwe", "Birgit",
           "Florian", "Heike", "Dieter"),
    "en": ("Karen", "Scott", "Melissa", "Grant", "Diane", "Todd", "Priya", "Howard", "Lauren",
           "Victor", "Elaine", "Curtis"),
    "fr": ("Sylvie", "Benoît", "Aurélie", "Gilles", "Nathalie", "Thierry", "Élodie", "Yannick"),
    "it": ("Paola", "Sergio", "Chiara", "Massimo", "Elisa", "Fabrizio", "Silvia", "Renato"),
    "es": ("Marta", "Íñigo", "Beatriz", "Joaquín", "Pilar", "Andrés", "Rocío", "Tomás"),
    "nl": ("Marijke", "Sjoerd", "Femke", "Ruud", "Anneke", "Bas"),
    "sv": ("Karin", "Anders", "Malin", "Göran", "Åsa", "Lennart"),
    "pl": ("Agnieszka", "Paweł", "Małgorzata", "Zbigniew", "Joanna", "Krzysztof"),
    "ja": ("Yumi", "Takeshi", "Naoko", "Shinji", "Akiko", "Daisuke"),
    "pt": ("Fernanda", "Otávio", "Luciana", "Caio", "Renata", "Murilo"),
}
LAST_NAMES = {
    "de": ("Ostermeier", "Kessling", "Hagedorn", "Wittmoser", "Rauch", "Bindernagel", "Pohlmann",
           "Dreyhaupt", "Sommerfeldt", "Eichwald", "Lohrengel", "Tischbein",
           "Amelung", "Brückmann", "Fassbender", "Gerstenberg", "Hülsmann", "Ickler", "Jungclaus",
           "Kirchgässner", "Marquardt", "Nottebohm", "Quandel", "Rademacher", "Steinhilber"),
    "en": ("Hollister", "Brannigan", "Whitlock", "Ferrow", "Castellan", "Prudhomme", "Venkataram",
           "Maddox", "Lindgate", "Osgood", "Tarrant", "Beaudry",
           "Ackerley", "Birdsall", "Coverdale", "Dunleavy", "Eastman-Roy", "Fairbairn", "Gresham",
           "Haverford", "Inglewood", "Jessop", "Kittredge", "Lathrop", "Merriweather", "Nakagawa"),
    "fr": ("Delacourt", "Marchenoir", "Rousselin", "Vauquelin", "Lestrade", "Combes", "Tessier",
           "Aubertin", "Bonnefoy", "Chastaing", "Dutilleul", "Fontanelle", "Guérinot"),
    "it": ("Bonaventura", "Carpanelli", "Mazzolari", "Ronchetti", "Salvadori", "Trevisan",
           "Albanesi", "Bertolucci", "Gasparotto", "Lunardi", "Orsatti"),
    "es": ("Echegoyen", "Villalobos", "Montalbán", "Urrutia", "Palomares", "Cifuentes",
           "Aranguren", "Benavente", "Lizárraga", "Oropeza"),
    "nl": ("Van der Zwan", "Terpstra", "Kuiperij", "De Groen", "Wiersma"),
    "sv": ("Bergvall", "Sundelin", "Hedmark", "Norling", "Wikander"),
    "pl": ("Wierzbicka", "Kozłowiec", "Zawadzki", "Jaworek", "Borowiec"),
    "ja": ("Kuramoto", "Hirasawa", "Okuda", "Shinohara", "Takemura"),
    "pt": ("Guimarães", "Vasconcelos", "Prado", "Teixeirinha", "Arruda"),
}
LANGUAGE = {
    "Germany": "de", "Austria": "de", "Switzerland": "de", "France": "fr", "Italy": "it",
    "Spain": "es", "Mexico": "es", "Netherlands": "nl", "Sweden": "sv", "Poland": "pl",
    "Japan": "ja", "Brazil": "pt",
}
TITLES = {
    "de": ("Geschäftsführer", "Werksleiter", "Leiter Einkauf", "Einkäufer", "Leiter Entwicklung",
           "Leiter Instandhaltung", "Produktionsleiter", "Technischer Leiter"),
    "fr": ("Directeur général", "Directrice des achats", "Responsable maintenance", "Acheteur",
           "Directeur technique", "Responsable production"),
    "es": ("Director General", "Jefa de compras", "Responsable de mantenimiento",
           "Director de planta", "Comprador"),
    "it": ("Amministratore delegato", "Responsabile acquisti", "Direttore di stabilimento",
           "Direttore tecnico", "Buyer"),
    "en": ("Chief Executive Officer", "COO", "VP Operations", "Director of Engineering",
           "Plant Manager", "Procurement Manager", "Buyer", "Maintenance Supervisor",
           "Head of R&D", "Quality Manager", "Controls Engineer", "Director, Digital Manufacturing",
           "CTO", "Senior Buyer"),
}

# What reps write. Nothing here may hold a word that says where, unless it is meant to.
PROACTIVE = ("Catch-up", "Intro to new line manager", "How are things going", "Annual plan",
             "Sensor roadmap", "Roadmap 2027", "Get together with {first}",
             "Check-in w/ {last}", "Listening session", "Energy monitoring ideas",
             "Retrofit ideas", "Next year's priorities", "Mtg {name}", "{name}", "{name} / H&M",
             "Meeting with {last}", "Follow up", "Training needs", "Technical exchange",
             "Kennenlernen neue Leitung", "Jahresgespräch", "Intro", "Sync")
LOCAL = {
    "de": ("Jahresgespräch", "Austausch {last}", "Kennenlernen", "Technikgespräch", "Abstimmung"),
    "fr": ("Point annuel", "Échange avec {last}", "Point technique", "Rendez-vous {name}"),
    "es": ("Reunión con {last}", "Seguimiento", "Puesta al día", "Reunión técnica"),
    "it": ("Incontro con {last}", "Allineamento", "Punto tecnico"),
}
SITE_SUBJECTS = ("Site visit {name}", "Plant tour", "Site visit", "Factory tour w/ {last}",
                 "Site visit + line review")
VISIT_SUBJECTS = ("Visit {name}", "Catch-up", "Line 3 walkthrough", "Meeting with {last}",
                  "Annual plan", "{name}", "Mtg {first} {last}", "Technical exchange",
                  "Day on the floor", "Review of the year")
RENEWAL_SUBJECTS = ("Renewal discussion", "Service contract renewal", "Proposal review",
                    "Pricing discussion", "Quote walk-through", "Contract negotiation")
CRISIS_SUBJECTS = ("Case {case}", "Follow up on {case}", "Escalation {name}", "Urgent: line down",
                   "Sensor failures, next steps", "Root cause w/ {last}", "Status of the issue",
                   "Complaint {name}", "Recovery plan")
CASE_SUBJECTS = ("Drift on temperature sensors", "Gateway drops off the network",
                 "Line 2 stopped, PLC fault", "Calibration certificate missing",
                 "Firmware 4.2 will not load", "Wrong part delivered", "Encoder reads zero",
                 "False alarms at night", "Spare part delayed", "Licence key not accepted",
                 "Pressure transmitter leaking", "HMI freezes after update",
                 "Question on wiring diagram", "Vibration sensor out of range",
                 "Data missing in the portal", "Safety relay trips")
DEAL_PRODUCTS = ("Sensor retrofit line {k}", "Service contract {y}", "Condition monitoring",
                 "PLC migration", "Gateway rollout", "Spare parts frame {y}", "Energy metering",
                 "Vision inspection cell", "Pressure transmitters x{n}", "Edge controllers x{n}",
                 "Training package", "Safety upgrade")
EMAIL_SUBJECTS = ("Email: Updated datasheet", "Email: RE: delivery dates", "Email: Minutes",
                  "Email: Thank you for your time", "Email: Your question on the gateway",
                  "Email: New firmware notes", "Email: RE: drawings", "Email: Season's greetings",
                  "Email: Termin nächste Woche", "Email: RE: documentation technique",
                  "Email: Holiday cover", "Email: Webinar invitation")
CALL_SUBJECTS = ("Call", "Call {last}", "Call: quick check", "Call back {first}",
                 "Call - delivery", "Call re spare parts", "Call: how did start-up go")
TODO_SUBJECTS = ("Send brochure", "Prepare slides for {last}", "Update account plan",
                 "Ask logistics about pallets", "Check stock for {name}")
NEUTRAL = (("Lunch {last}", "Restaurant {r}, {city}"), ("Dinner {first} {last}", "Restaurant {r}"),
           ("Lunch with {name}", ""), ("Catch-up {last}", "Hotel {r}, {city}"),
           ("Lunch", "{r}, {city}"))
RESTAURANTS = ("Zum Anker", "La Tavola", "Le Comptoir", "The Old Granary", "Casa Lolita",
               "Bellevue", "Brasserie du Port", "Oak Room", "Al Ponte")
SHOWS = (("Hannover Messe", "Hannover Messe booth B14", 4), ("SPS Nürnberg", "SPS trade show, hall 7", 11),
         ("PACK EXPO", "Trade show booth 1822", 10), ("Industry summit", "Automation summit, stage B", 6),
         ("Customer meets us at the trade show", "Booth 4-210", 9))
