"""What the model leaves out that matters for an outcome."""

from __future__ import annotations

from simulate.vocabulary import Label

LEAVES_OUT = {
    "bezetting": Label(
        "niemand die in een gemeente bij familie of vrienden wacht, en geen jongeren apart.",
        "nobody who waits with family or friends in a municipality, and no minors apart.",
    ),
    "niet_geplaatst": Label(
        "nachten binnen een maand: geteld wordt aan het eind van de maand.",
        "nights within a month: the count is that of its end.",
    ),
    "opvangplekken": Label(
        "welke gemeente of provincie een plek opent, en wat dat plaatselijk vraagt.",
        "which municipality or province opens a place, and what that asks locally.",
    ),
    "kosten_asielketen": Label(
        "rechtspraak, Oekraïne, en wat gemeenten aan onderwijs en zorg uitgeven.",
        "courts, Ukraine, and what municipalities spend on schools and care.",
    ),
    "beslistijd": Label(
        "nationaliteiten, en Dublinzaken die na een mislukte overdracht terugkomen.",
        "nationalities, and Dublin cases that come back after a transfer that failed.",
    ),
    "statushouders_in_opvang": Label(
        "hoe groot huishoudens zijn en welke woningen daarbij passen.",
        "how large households are and which homes fit them.",
    ),
    "gehuisveste_statushouders": Label(
        "hoe groot huishoudens zijn en welke woningen daarbij passen.",
        "how large households are and which homes fit them.",
    ),
}
"""What the model does not tell, by the outcome for which it matters."""
