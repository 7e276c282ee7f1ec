"""The fictional customers and where they are. Constants only; nothing here is a real company.

An account is one line: name | city | industry code | marks. Marks: `<Name` a subsidiary of the
account whose name begins so. A city is: state or region, postal code, latitude, longitude.
"""

from __future__ import annotations

INDUSTRIES = {
    "A": "Automotive",
    "C": "Chemicals",
    "E": "Energy",
    "F": "Food & Beverage",
    "L": "Logistics",
    "M": "Machinery",
    "P": "Pharmaceuticals",
    "K": "Packaging",
}

# Country -> (e-mail and web suffix is always .example), dialling code, street patterns.
COUNTRIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Germany": (
        "+49",
        (
            "Industriestrasse {n}",
            "Werkstrasse {n}",
            "Am Hafen {n}",
            "Siemensring {n}",
            "Lindenallee {n}",
            "Gutenbergstrasse {n}",
            "Carl-Benz-Strasse {n}",
            "Mühlenweg {n}",
        ),
    ),
    "United States": (
        "+1",
        (
            "{h} Commerce Drive",
            "{h} Foundry Road",
            "{h} Industrial Parkway",
            "{h} Mill Street",
            "{h} Harbor Avenue",
            "{h} Enterprise Boulevard",
            "{h} Old Depot Road",
        ),
    ),
    "France": (
        "+33",
        (
            "{n} rue de l'Industrie",
            "{n} avenue des Forges",
            "{n} boulevard Pasteur",
            "{n} rue Ampère",
            "{n} chemin du Canal",
        ),
    ),
    "United Kingdom": (
        "+44",
        (
            "{n} Foundry Lane",
            "{n} Canal Street",
            "{n} Kingsway",
            "{n} Brunel Road",
            "{n} Millbrook Way",
        ),
    ),
    "Italy": (
        "+39",
        (
            "Via dell'Artigianato {n}",
            "Via Galvani {n}",
            "Viale Europa {n}",
            "Via Volta {n}",
            "Via delle Officine {n}",
        ),
    ),
    "Spain": (
        "+34",
        (
            "Calle de la Industria {n}",
            "Avenida del Puerto {n}",
            "Calle Torres Quevedo {n}",
            "Camino de la Vega {n}",
        ),
    ),
    "Netherlands": (
        "+31",
        ("Industrieweg {n}", "Havenstraat {n}", "Energieweg {n}", "De Run {h}"),
    ),
    "Sweden": ("+46", ("Verkstadsgatan {n}", "Hamngatan {n}", "Industrivägen {n}")),
    "Poland": ("+48", ("ul. Przemysłowa {n}", "ul. Fabryczna {n}", "ul. Składowa {n}")),
    "Canada": ("+1", ("{h} Industrial Drive", "{h} Lakeshore Road", "{h} rue Valmont")),
    "Mexico": ("+52", ("Avenida Industrias {h}", "Calle Norte {n}", "Boulevard del Parque {h}")),
    "Japan": ("+81", ("{k}-{m}-{j} Minatomachi", "{k}-{m}-{j} Sakaemachi", "{k}-{m} Higashi")),
    "Brazil": ("+55", ("Rua das Indústrias, {h}", "Avenida das Palmeiras, {h}")),
    "Switzerland": ("+41", ("Industriestrasse {n}", "Seefeldweg {n}")),
    "Austria": ("+43", ("Donaustrasse {n}", "Fabrikgasse {n}")),
}

CITIES: dict[str, tuple[str, str, float, float]] = {
    # Germany
    "Stuttgart": ("Baden-Württemberg", "70565", 48.7300, 9.1100),
    "Mannheim": ("Baden-Württemberg", "68169", 49.5060, 8.4700),
    "Ulm": ("Baden-Württemberg", "89079", 48.3700, 9.9500),
    "München": ("Bayern", "80939", 48.2000, 11.6100),
    "Nürnberg": ("Bayern", "90441", 49.4200, 11.0500),
    "Augsburg": ("Bayern", "86153", 48.3800, 10.9000),
    "Regensburg": ("Bayern", "93055", 49.0100, 12.1400),
    "Berlin": ("Berlin", "12277", 52.4300, 13.3800),
    "Hamburg": ("Hamburg", "21107", 53.5100, 9.9900),
    "Bremen": ("Bremen", "28197", 53.0900, 8.7500),
    "Hannover": ("Niedersachsen", "30419", 52.4200, 9.6800),
    "Wolfsburg": ("Niedersachsen", "38440", 52.4200, 10.7800),
    "Düsseldorf": ("Nordrhein-Westfalen", "40221", 51.2100, 6.7500),
    "Köln": ("Nordrhein-Westfalen", "50735", 50.9700, 6.9700),
    "Bielefeld": ("Nordrhein-Westfalen", "33609", 52.0300, 8.5600),
    "Dortmund": ("Nordrhein-Westfalen", "44147", 51.5300, 7.4500),
    "Leipzig": ("Sachsen", "04347", 51.3600, 12.4200),
    "Dresden": ("Sachsen", "01099", 51.0800, 13.7600),
    "Kassel": ("Hessen", "34123", 51.3000, 9.5300),
    "Darmstadt": ("Hessen", "64293", 49.8800, 8.6400),
    "Bad Homburg": ("Hessen", "61352", 50.2200, 8.6200),
    "Hanau": ("Hessen", "63450", 50.1300, 8.9200),
    "Offenbach am Main": ("Hessen", "63067", 50.1000, 8.7600),
    # United States
    "Milwaukee": ("WI", "53204", 43.0200, -87.9200),
    "Madison": ("WI", "53704", 43.1200, -89.3400),
    "Chicago": ("IL", "60609", 41.8100, -87.6500),
    "Rockford": ("IL", "61109", 42.2200, -89.0500),
    "Detroit": ("MI", "48211", 42.3800, -83.0500),
    "Grand Rapids": ("MI", "49504", 42.9800, -85.7000),
    "Cleveland": ("OH", "44114", 41.5100, -81.6800),
    "Dayton": ("OH", "45404", 39.7800, -84.1600),
    "Indianapolis": ("IN", "46241", 39.7300, -86.2700),
    "Minneapolis": ("MN", "55413", 45.0000, -93.2500),
    "Des Moines": ("IA", "50317", 41.6100, -93.5400),
    "St. Louis": ("MO", "63147", 38.7100, -90.2400),
    "Kansas City": ("MO", "64120", 39.1300, -94.5300),
    "Louisville": ("KY", "40214", 38.1600, -85.7800),
    "Pittsburgh": ("PA", "15219", 40.4400, -79.9800),
    "Allentown": ("PA", "18109", 40.6300, -75.4400),
    "Rochester": ("NY", "14606", 43.1700, -77.6900),
    "Newark": ("NJ", "07105", 40.7200, -74.1500),
    "Hartford": ("CT", "06114", 41.7400, -72.6800),
    "Worcester": ("MA", "01605", 42.2900, -71.7900),
    "Charlotte": ("NC", "28208", 35.2300, -80.8900),
    "Greenville": ("SC", "29607", 34.8200, -82.3500),
    "Atlanta": ("GA", "30318", 33.7900, -84.4400),
    "Birmingham": ("AL", "35211", 33.4800, -86.8600),
    "Nashville": ("TN", "37210", 36.1400, -86.7400),
    "Houston": ("TX", "77015", 29.7800, -95.1800),
    "Fort Worth": ("TX", "76106", 32.8000, -97.3500),
    "Denver": ("CO", "80216", 39.7800, -104.9700),
    "Phoenix": ("AZ", "85043", 33.4500, -112.2000),
    "Fresno": ("CA", "93725", 36.6300, -119.7400),
    "San Diego": ("CA", "92121", 32.9000, -117.2100),
    "Portland": ("OR", "97210", 45.5400, -122.7100),
    "Tacoma": ("WA", "98421", 47.2600, -122.4000),
    # France
    "Lyon": ("Auvergne-Rhône-Alpes", "69007", 45.7300, 4.8400),
    "Grenoble": ("Auvergne-Rhône-Alpes", "38000", 45.1900, 5.7200),
    "Toulouse": ("Occitanie", "31100", 43.5800, 1.4000),
    "Lille": ("Hauts-de-France", "59000", 50.6300, 3.0600),
    "Strasbourg": ("Grand Est", "67100", 48.5600, 7.7600),
    "Nantes": ("Pays de la Loire", "44300", 47.2600, -1.5200),
    "Bordeaux": ("Nouvelle-Aquitaine", "33300", 44.8700, -0.5500),
    "Rouen": ("Normandie", "76100", 49.4300, 1.0900),
    "Paris": ("Île-de-France", "75013", 48.8300, 2.3600),
    # United Kingdom
    "Manchester": ("Greater Manchester", "M17 1BA", 53.4650, -2.3200),
    "Birmingham UK": ("West Midlands", "B24 9QP", 52.5200, -1.8300),
    "Sheffield": ("South Yorkshire", "S9 1XU", 53.4000, -1.4100),
    "Leeds": ("West Yorkshire", "LS10 1JR", 53.7800, -1.5300),
    "Bristol": ("Bristol", "BS11 9DQ", 51.5100, -2.6900),
    "Glasgow": ("Scotland", "G51 4TF", 55.8600, -4.3300),
    "Newcastle upon Tyne": ("Tyne and Wear", "NE6 3NH", 54.9700, -1.5700),
    "Coventry": ("West Midlands", "CV3 4LB", 52.3900, -1.4800),
    # Italy
    "Brescia": ("Lombardia", "25125", 45.5200, 10.2000),
    "Milano": ("Lombardia", "20139", 45.4400, 9.2200),
    "Torino": ("Piemonte", "10156", 45.1200, 7.7100),
    "Bologna": ("Emilia-Romagna", "40138", 44.5000, 11.4000),
    "Modena": ("Emilia-Romagna", "41122", 44.6500, 10.9500),
    "Padova": ("Veneto", "35127", 45.3900, 11.9200),
    "Napoli": ("Campania", "80146", 40.8300, 14.3000),
    # Spain
    "Barcelona": ("Cataluña", "08040", 41.3500, 2.1400),
    "Zaragoza": ("Aragón", "50014", 41.6700, -0.8500),
    "Bilbao": ("País Vasco", "48013", 43.2700, -2.9500),
    "Valencia": ("Comunidad Valenciana", "46024", 39.4500, -0.3400),
    "Sevilla": ("Andalucía", "41007", 37.3900, -5.9400),
    # Netherlands
    "Eindhoven": ("Noord-Brabant", "5651 GH", 51.4500, 5.4300),
    "Rotterdam": ("Zuid-Holland", "3089 JH", 51.8800, 4.4300),
    "Utrecht": ("Utrecht", "3542 AD", 52.1100, 5.0500),
    "Enschede": ("Overijssel", "7547 AN", 52.2100, 6.8600),
    # Sweden
    "Göteborg": ("Västra Götaland", "417 55", 57.7200, 11.9200),
    "Malmö": ("Skåne", "211 24", 55.6200, 13.0200),
    "Västerås": ("Västmanland", "721 30", 59.6100, 16.5300),
    "Linköping": ("Östergötland", "582 78", 58.4200, 15.6500),
    # Poland
    "Wrocław": ("Dolnośląskie", "54-424", 51.1000, 16.9200),
    "Poznań": ("Wielkopolskie", "61-315", 52.3800, 16.9900),
    "Gdańsk": ("Pomorskie", "80-718", 54.3600, 18.7000),
    "Katowice": ("Śląskie", "40-246", 50.2600, 19.0600),
    # elsewhere
    "Toronto": ("Ontario", "M8Z 1K6", 43.6200, -79.5200),
    "Hamilton": ("Ontario", "L8L 7W9", 43.2600, -79.8200),
    "Montréal": ("Québec", "H4N 1J1", 45.5300, -73.6500),
    "Calgary": ("Alberta", "T2C 3G3", 50.9900, -113.9700),
    "Monterrey": ("Nuevo León", "64540", 25.6900, -100.2900),
    "Querétaro": ("Querétaro", "76120", 20.6100, -100.4000),
    "Puebla": ("Puebla", "72013", 19.1000, -98.1900),
    "Nagoya": ("Aichi", "455-0037", 35.1000, 136.8800),
    "Osaka": ("Osaka", "551-0023", 34.6500, 135.4600),
    "Yokohama": ("Kanagawa", "230-0053", 35.4800, 139.6700),
    "Campinas": ("São Paulo", "13069-320", -22.8800, -47.1000),
    "Joinville": ("Santa Catarina", "89219-710", -26.2700, -48.8600),
    "Curitiba": ("Paraná", "81170-901", -25.5000, -49.3300),
    "Winterthur": ("Zürich", "8404", 47.5100, 8.7600),
    "Basel": ("Basel-Stadt", "4057", 47.5800, 7.5900),
    "Linz": ("Oberösterreich", "4020", 48.3000, 14.3100),
    "Graz": ("Steiermark", "8020", 47.0700, 15.4200),
}

# What an export holds for accounts that nobody can put on a map: city, street, postal code.
UNPLACED: dict[str, tuple[str, str, str]] = {
    "Halvorsen Cold Chain LLC": ("", "P.O. Box 1184", ""),
    "Rheinwerk Dosiertechnik GmbH": ("Werk 3", "siehe Lieferanschrift", ""),
    "Ateliers Corvaisier SARL": ("", "", ""),
    "Penrose & Tallis Ltd": ("Unit 7, Phase II", "c/o Facilities", ""),
    "Embalajes Tramuntana S.L.": ("", "Apartado de correos 220", ""),
    "Okanagan Bottling Works": ("tbc", "", ""),
}

ACCOUNTS: dict[str, str] = {
    "Germany": """
Adlerfeld Chemie GmbH|Mannheim|C
Adlerfeld Spezialstoffe GmbH|Darmstadt|C|<Adlerfeld Chemie
Bergkamp Antriebstechnik GmbH|Stuttgart|M
Bergkamp Getriebebau GmbH|Ulm|M|<Bergkamp Antriebstechnik
Brockhoff Fördertechnik AG|Bielefeld|L
Dallmeyer Kunststoffe GmbH|Nürnberg|K
Donauquell Brauerei AG|Regensburg|F
Eschental Automotive GmbH|Wolfsburg|A
Fehrenbach Werkzeugbau GmbH & Co. KG|Ulm|M
Fjordmann Reederei GmbH|Hamburg|L
Grünwald Pharma AG|München|P
Grünwald Biologics GmbH|Leipzig|P|<Grünwald Pharma
Hafenlogistik Wessling GmbH|Bremen|L
Hohenbrück Maschinenbau AG|Augsburg|M
Isartal Molkerei eG|München|F
Jansen & Thole Anlagenbau GmbH|Hannover|M
Kaltenbrunn Lacke GmbH|Köln|C
Kehlheim Kartonagen GmbH|Nürnberg|K
Kranichfeld Energie GmbH|Berlin|E
Lausitzer Netzbetriebe GmbH|Dresden|E
Lindenthal Backwaren GmbH|Düsseldorf|F
Mainbogen Verpackung GmbH|Offenbach am Main|K
Marschner Pumpen GmbH|Dortmund|M
Möwenfels Tiefkühlkost GmbH|Bremen|F
Neckartor Elektronik AG|Stuttgart|A
Nordheim Windtechnik GmbH|Hamburg|E
Oberland Prüfsysteme GmbH|Augsburg|A
Speyergau Kellereien GmbH|Mannheim|F
Quellmann Hydraulik GmbH|Bielefeld|M
Rheinwerk Dosiertechnik GmbH||P
Ruhrtal Stahlservice GmbH|Dortmund|M
Elbtor Feinmechanik GmbH|Dresden|A
Schönfelder Armaturen AG|Kassel|M
Spessart Feinwerk KG|Hanau|M
Steinbrink Logistik GmbH|Leipzig|L
Taunus Sensorik GmbH|Bad Homburg|M
Thalheim Arzneimittel GmbH|Darmstadt|P
Uhlenhorst Biotech AG|Hamburg|P
Voss & Riemann GmbH|Hannover|A
Waldeck Papier GmbH|Kassel|K
Weserauen Futtermittel eG|Bremen|F
Wiesengrund Solar AG|Berlin|E
Zellmann Etiketten GmbH|Düsseldorf|K
Zweibrück Karosserie GmbH|Köln|A
""",
    "United States": """
Kestrel Bay Foods, Inc.|Milwaukee|F
Kestrel Bay Dairy LLC|Madison|F|<Kestrel Bay Foods
Allegheny Crucible Corp.|Pittsburgh|M
Amberline Packaging, Inc.|Rockford|K
Aurelio Logistics Inc.|Houston|L
Bayou Ridge Chemicals LLC|Houston|C
Bluestem Grain Processing Co.|Des Moines|F
Brightwater Pharma, Inc.|San Diego|P
Calder & Voss Manufacturing|Cleveland|M
Cascadia Pulp and Board|Tacoma|K
Cedar Hollow Beverage Co.|Louisville|F
Copper Draw Energy Services|Fort Worth|E
Corridor Freight Systems|Indianapolis|L
Crescent Mills, Inc.|Minneapolis|F
Delmarva Controls LLC|Allentown|M
Dunmore Automotive Corp.|Detroit|A
Dunmore Seating Systems|Dayton|A|<Dunmore Automotive
Eastlake Polymers, Inc.|Cleveland|C
Ferncliff Laboratories|Newark|P
Firebrand Castings LLC|Birmingham|A
Gateway Conveyor Co.|St. Louis|L
Granite State Tooling|Worcester|M
Great Basin Solar Partners|Phoenix|E
Greenbriar Poultry, Inc.|Atlanta|F
Halvorsen Cold Chain LLC||L
Harrow & Finch Medical|Minneapolis|P
Heartland Axle Corp.|Indianapolis|A
Highmark Bottling Co.|Charlotte|F
Ironwood Presses, Inc.|Grand Rapids|M
Juniper Ridge Nutrition|Denver|F
Keystone Vial & Glass|Allentown|K
Lakeshore Drivetrain LLC|Detroit|A
Larkspur Therapeutics|Worcester|P
Magnolia Specialty Coatings|Greenville|C
Mesa Verde Controls|Denver|M
Midstate Cartons, Inc.|Kansas City|K
Millrace Turbines Corp.|Hartford|E
Northfork Materials Co.|Rochester|C
Oakhaven Robotics, Inc.|Grand Rapids|A
Ozark Cold Storage LLC|St. Louis|L
Palmetto Forge, Inc.|Greenville|A
Pemberton Flow Controls|Rochester|M
Piedmont Fiber Works|Charlotte|K
Prairie Wind Holdings|Des Moines|E
Red Clay Automation|Atlanta|M
Riverbend Distillers Co.|Louisville|F
Sable Point Shipping|Newark|L
San Joaquin Growers Union|Fresno|F
Silver Birch Diagnostics|Madison|P
Stonebridge Hydro LLC|Portland|E
Tidewater Drug Supply|Nashville|P
Trillium Container Corp.|Chicago|K
Union Creek Machine Co.|Dayton|M
Vantage Lift Trucks, Inc.|Chicago|L
Wolcott Precision, Inc.|Hartford|M
Yellow Pine Lumber Systems|Birmingham|K
""",
    "France": """
Chimie Beaurivage SAS|Lyon|C
Beaurivage Polymères SAS|Rouen|C|<Chimie Beaurivage
Aéromécanique Lauragais SA|Toulouse|A
Ateliers Corvaisier SARL||M
Biscuiterie du Pont-Blanc SAS|Nantes|F
Boissons Valcreuse SA|Strasbourg|F
Cartonnerie Delmotte SAS|Lille|K
Conserves Kermadec SAS|Nantes|F
Éclairel Énergie SA|Grenoble|E
Forges de Montessart|Grenoble|M
Fromagerie Hautclair SAS|Lyon|F
Laboratoires Verdanne SA|Strasbourg|P
Laboratoires Sorelis SAS|Lyon|P
Logistique Méridionne SAS|Toulouse|L
Mécanique Fontenoy SAS|Lille|A
Méridien Emballages SA|Bordeaux|K
Pompes Charentelle SAS|Bordeaux|M
Robinetterie Lassagne SA|Grenoble|M
Sucreries d'Artennes SA|Lille|F
Transports Ravenel SAS|Rouen|L
Turbines Escoval SA|Toulouse|E
Verrerie de Saint-Aubry SAS|Rouen|K
""",
    "United Kingdom": """
Ashgrove Bakeries Ltd|Leeds|F
Blackmoor Instruments Ltd|Sheffield|M
Bramley Hoists Ltd|Leeds|L
Caldervale Chemicals plc|Manchester|C
Caldervale Resins Ltd|Leeds|C|<Caldervale Chemicals
Clydeforth Marine Ltd|Glasgow|M
Dunsmore Vehicles Ltd|Coventry|A
Farringdon Biologics Ltd|Bristol|P
Greystoke Power plc|Newcastle upon Tyne|E
Hadleigh Gears Ltd|Birmingham UK|A
Glenarrow Malt & Spring Co.|Glasgow|F
Irwell Cartons Ltd|Manchester|K
Lockhart Pharma Ltd|Glasgow|P
Mersey Reach Logistics Ltd|Manchester|L
Northumbrian Glassworks Ltd|Newcastle upon Tyne|K
Orchard & Vane plc|Bristol|F
Penrose & Tallis Ltd||M
Quayside Cranes Ltd|Bristol|L
Severn Bore Energy Ltd|Bristol|E
Stannington Steel plc|Sheffield|M
Thornbury Castings Ltd|Coventry|A
Whitcombe Labels Ltd|Birmingham UK|K
""",
    "Italy": """
Officine Valtorta S.p.A.|Brescia|M
Valtorta Trasmissioni S.r.l.|Modena|A|<Officine Valtorta
Acciai Montebruno S.p.A.|Brescia|M
Bevande Solarola S.r.l.|Bologna|F
Carrozzeria Ferrante & Figli|Torino|A
Cartiere Belmonte S.p.A.|Padova|K
Ceramiche Roccaforte S.p.A.|Modena|M
Chimica Lagorosso S.r.l.|Milano|C
Dolciaria Pontevecchio S.p.A.|Torino|F
Farmaceutici Aldighieri S.p.A.|Milano|P
Imballaggi Tresanti S.r.l.|Bologna|K
Meccanica Sant'Elia S.r.l.|Padova|M
Pastificio Cortemare S.p.A.|Napoli|F
Pompe Vallarsa S.r.l.|Padova|M
Trasporti Aquilone S.p.A.|Milano|L
Vetreria Malaspina S.r.l.|Napoli|K
""",
    "Spain": """
Aceites Valdemora S.A.|Sevilla|F
Bodegas Altozarra S.L.|Zaragoza|F
Cerámicas Montalar S.A.|Valencia|M
Componentes Urdazubi S.A.|Bilbao|A
Embalajes Tramuntana S.L.||K
Energías Sotovento S.A.|Zaragoza|E
Frigoríficos Levantia S.L.|Valencia|L
Industrias Quintanilla S.A.|Barcelona|M
Laboratorios Almenar S.A.|Barcelona|P
Forjas Arrigoria S.L.|Bilbao|M
Química Besaya S.A.|Bilbao|C
Zumos Guadalora S.L.|Sevilla|F
""",
    "Netherlands": """
Brouwerij De Zwanenhof B.V.|Enschede|F
Delfgauw Chemie B.V.|Rotterdam|C
Dijkema Verpakkingen B.V.|Utrecht|K
Hoogwater Pompen B.V.|Rotterdam|M
Kempenland Systems N.V.|Eindhoven|A
Kempenland Optics B.V.|Eindhoven|A|<Kempenland Systems
Maasdelta Terminals B.V.|Rotterdam|L
Noorderlicht Energie B.V.|Enschede|E
Rijnvaart Logistiek B.V.|Utrecht|L
Tulpenkade Farma B.V.|Utrecht|P
Twentse Weverijen N.V.|Enschede|M
Zuiderpolder Zuivel Coöp.|Eindhoven|F
""",
    "Sweden": """
Bråviken Papper AB|Linköping|K
Ekholma Livs AB|Malmö|F
Fjällström Turbin AB|Västerås|E
Göta Kullager AB|Göteborg|M
Hallunda Läkemedel AB|Malmö|P
Kungsvik Fordon AB|Göteborg|A
Kungsvik Axlar AB|Linköping|A|<Kungsvik Fordon
Mälarstrand Automation AB|Västerås|M
Norrvidden Skog AB|Västerås|K
Skärhamn Logistik AB|Göteborg|L
Tannfors Elektronik AB|Linköping|A
Öresundskem AB|Malmö|C
""",
    "Poland": """
Bałtyk Terminal S.A.|Gdańsk|L
Browary Dolnowiejskie S.A.|Wrocław|F
Chemia Polanów Sp. z o.o.|Katowice|C
Farmacja Zielony Dwór S.A.|Poznań|P
Huta Brzezina S.A.|Katowice|M
Kartony Warciańskie Sp. z o.o.|Poznań|K
Mleczarnia Łąkowa Sp. z o.o.|Poznań|F
Odrzańskie Zakłady Motorowe S.A.|Wrocław|A
Odrzańska Odlewnia Sp. z o.o.|Katowice|A|<Odrzańskie Zakłady
Odra Maszyny Sp. z o.o.|Wrocław|M
Pomorska Energia Wiatrowa S.A.|Gdańsk|E
Stocznia Rewa Sp. z o.o.|Gdańsk|M
""",
    "Canada": """
Bow River Process Systems|Calgary|E
Hamilton Crest Steel Inc.|Hamilton|M
Laurentide Pharma inc.|Montréal|P
Les Papiers Trois-Lacs inc.|Montréal|K
Maple Gate Foods Ltd.|Toronto|F
Okanagan Bottling Works||F
Ontario Gear & Axle Ltd.|Hamilton|A
Saint-Viateur Logistique inc.|Montréal|L
""",
    "Mexico": """
Aurelio Logistics, S.A. de C.V.|Monterrey|L
Aceros Cumbreblanca S.A. de C.V.|Monterrey|M
Autopartes del Cimatario S.A.|Querétaro|A
Cervecería Tres Volcanes S.A.|Puebla|F
Empaques Regiomar S.A. de C.V.|Monterrey|K
Farmacéutica Xaltepec S.A.|Puebla|P
""",
    "Japan": """
Hanazono Seiki K.K.|Nagoya|A
Kitamori Foods Co., Ltd.|Yokohama|F
Mizuhara Chemical Co., Ltd.|Osaka|C
Nishizono Robotics K.K.|Nagoya|M
Setouchi Pharma K.K.|Osaka|P
Tsurumi Bay Logistics K.K.|Yokohama|L
""",
    "Brazil": """
Alimentos Serra Clara S.A.|Campinas|F
Autopeças Jaraguari Ltda.|Joinville|A
Celulose Rio Manso S.A.|Curitiba|K
Fármacos Ipiranguá S.A.|Campinas|P
Metalúrgica Três Pinheiros Ltda.|Joinville|M
""",
    "Switzerland": """
Alpstein Feinchemie AG|Basel|C
Alpstein Diagnostics AG|Basel|P|<Alpstein Feinchemie
Rheinfall Turbinen AG|Winterthur|E
Tösstal Webmaschinen AG|Winterthur|M
""",
    "Austria": """
Donaufels Papier GmbH|Linz|K
Murtal Antriebe GmbH|Graz|A
Traunfels Walzwerke GmbH|Linz|M
""",
}
