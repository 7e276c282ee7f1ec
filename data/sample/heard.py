"""What customers said to Halden & Marsh, and who writes it down in which words. Constants only.

A theme is told in several ways in each language; a note is one or two of them, in the words of
the person who was there.
"""

from __future__ import annotations

# theme: how often it is heard in a year, by year; who of ours it is for; what is promised.
THEMES: dict[str, tuple[dict[int, float], str, str]] = {
    "delivery": ({2024: 2, 2025: 3, 2026: 9}, "coo", "Confirm delivery dates within two days"),
    "portal": ({2024: 4, 2025: 4, 2026: 4}, "cto", "Mend the portal login for their buyers"),
    "energy": ({2024: 1, 2025: 2, 2026: 6}, "cto", "Show what our meters can report on energy"),
    "spares": ({2024: 7, 2025: 5, 2026: 3}, "vp_service", "Name a stock of spares for their lines"),
    "contact": ({2024: 2, 2025: 3, 2026: 3}, "vp_emea", "Name one contact for all their plants"),
    "training": ({2024: 2, 2025: 2, 2026: 2}, "vp_service", "Offer a training day on their floor"),
    "staff": ({2024: 2, 2025: 3, 2026: 5}, "vp_service", "Send a sheet for new operators"),
    "expansion": ({2024: 2, 2025: 2, 2026: 4}, "vp_emea", "Come back with a plan for the new line"),
    "price": ({2024: 3, 2025: 4, 2026: 3}, "cfo", "Explain the price list line by line"),
    "carbon": ({2024: 1, 2025: 1, 2026: 3}, "cfo", "Send the carbon footprint of our sensors"),
    "roadmap": ({2024: 2, 2025: 2, 2026: 3}, "cto", "Show the roadmap before it is final"),
    "manuals": ({2024: 3, 2025: 2, 2026: 2}, "cto", "Send the manuals in their language"),
    # In no dictionary: nobody foresaw it, and several customers say it.
    "housing": ({2024: 0, 2025: 1, 2026: 3}, "cto", "Check a stainless housing for wash-down"),
}
SAID: dict[str, dict[str, tuple[str, ...]]] = {
    "delivery": {
        "en": (
            "Delivery times came up again.",
            "They plan around our long lead times.",
            "Late deliveries cost them a weekend shift.",
        ),
        "de": (
            "Lieferzeiten sind wieder ein Thema.",
            "Zwei verspätete Lieferungen in diesem Jahr.",
            "Die Lieferzeit ist zu lang.",
        ),
        "fr": ("Les délais de livraison sont trop longs.", "Encore des retards de livraison."),
        "it": ("I tempi di consegna sono troppo lunghi.", "Consegne in ritardo anche quest'anno."),
        "es": ("Los plazos de entrega son demasiado largos.", "Retrasos en la entrega otra vez."),
    },
    "portal": {
        "en": ("The portal login is a nuisance.", "Nobody there finds orders in the portal."),
        "de": ("Das Kundenportal ist umständlich.", "Login im Portal klappt nicht."),
        "fr": ("Le portail client est compliqué.",),
        "it": ("Il portale clienti è scomodo.",),
        "es": ("El portal de clientes no funciona bien.",),
    },
    "energy": {
        "en": (
            "Asked what we do about energy data.",
            "Energy consumption per line is the question of the year.",
        ),
        "de": ("Fragen nach Energiedaten je Linie.", "Der Energieverbrauch ist das große Thema."),
        "fr": ("Ils veulent suivre la consommation d'énergie.",),
        "it": ("Chiedono dati sul consumo energetico.",),
        "es": ("Preguntan por el consumo de energía.",),
    },
    "spares": {
        "en": ("Spare parts too slow.", "Waited nine weeks for spare parts."),
        "de": ("Ersatzteile dauern zu lange.", "Ersatzteilversorgung wird kritisiert."),
        "fr": ("Les pièces de rechange arrivent trop tard.",),
        "it": ("I pezzi di ricambio arrivano tardi.",),
        "es": ("Los repuestos tardan demasiado.",),
    },
    "contact": {
        "en": (
            "Wants one contact for all plants.",
            "Misses a single point of contact since the change.",
        ),
        "de": ("Wünscht sich einen festen Ansprechpartner.",),
        "fr": ("Il veut un interlocuteur unique.",),
        "it": ("Vogliono un unico referente.",),
        "es": ("Quieren un único interlocutor.",),
    },
    "training": {
        "en": ("Training for the night shift would help.", "Operators ask for training."),
        "de": ("Schulung für die Nachtschicht gewünscht.",),
        "fr": ("Ils demandent une formation sur site.",),
        "it": ("Chiedono formazione per gli operatori.",),
        "es": ("Piden formación para los operarios.",),
    },
    "staff": {
        "en": ("Staff shortage on every shift.", "They cannot find skilled workers."),
        "de": ("Der Fachkräftemangel trifft sie hart.", "Zu wenig Personal an der Linie."),
        "fr": ("Ils manquent de personnel qualifié.",),
        "it": ("Manca personale qualificato.",),
        "es": ("Les falta personal cualificado.",),
    },
    "expansion": {
        "en": ("A new plant is decided for next year.", "They will add a new production line."),
        "de": ("Ein neues Werk ist beschlossen.", "Neue Produktionslinie im nächsten Jahr."),
        "fr": ("Une nouvelle usine est décidée.",),
        "it": ("Apriranno un nuovo stabilimento.",),
        "es": ("Van a abrir una nueva planta.",),
    },
    "price": {
        "en": ("The price increase was hard to explain inside.",),
        "de": ("Die Preiserhöhung kam schlecht an.",),
        "fr": ("La hausse des prix passe mal.",),
        "it": ("L'aumento dei prezzi non è piaciuto.",),
        "es": ("La subida de precios no gustó.",),
    },
    "carbon": {
        "en": ("Their customers ask for carbon footprint figures.",),
        "de": ("Brauchen den CO2-Fußabdruck je Bauteil.",),
        "fr": ("On leur demande l'empreinte carbone.",),
        "it": ("Serve l'impronta di carbonio dei prodotti.",),
        "es": ("Necesitan la huella de carbono.",),
    },
    "roadmap": {
        "en": ("Would like to see the roadmap earlier.",),
        "de": ("Möchten die Roadmap früher sehen.",),
        "fr": ("Ils aimeraient voir la feuille de route plus tôt.",),
        "it": ("Vorrebbero vedere prima la roadmap.",),
        "es": ("Quieren ver antes la hoja de ruta.",),
    },
    "manuals": {
        "en": ("The documentation is out of date.",),
        "de": ("Die Dokumentation ist veraltet.",),
        "fr": ("La documentation n'est pas à jour.",),
        "it": ("La documentazione non è aggiornata.",),
        "es": ("La documentación está desactualizada.",),
    },
    "housing": {
        "en": (
            "Asked for a stainless housing on the gateways.",
            "Wash-down needs a stainless housing.",
        ),
    },
}
PLEASANTRIES = (
    "Good people, a quiet visit.",
    "Long talk about the market.",
    "They were glad that somebody came without an offer.",
    "Short, friendly.",
    "The son takes over next year.",
)
TOURS = (
    "Took the tour of hall 2 with {last}.",
    "{first} {last} gave us a tour of the plant.",
    "Walked the line with {last}, tour of the whole plant.",
)
TOURS_LOCAL = {
    "de": "Werksführung mit {last}.",
    "fr": "Visite de l'usine avec {last}.",
    "it": "Visita guidata dello stabilimento con {last}.",
    "es": "Recorrido por la planta con {last}.",
}
NO_TOURS = (
    "Asked for a tour, not possible today: audit.",
    "Tour not possible, clean room is closed to visitors.",
)
INTRODUCTIONS = (
    "Offered to introduce our CTO to their head of development.",
    "Introduced them to our service lead.",
    "{last} introduced me to the new plant manager.",
    "{first} offered to introduce us to the sister plant.",
)
BROUGHT = (
    "Benchmark of downtime in their industry",
    "What three peers do about energy reporting",
    "Draft of the new safety directive",
    "Photographs of a wash-down line elsewhere",
)
# Why two of them left, in their own words.
WHY_LEFT = (
    "They leave us: nine weeks for spare parts, twice. Nobody from head office ever came to ask.",
)
