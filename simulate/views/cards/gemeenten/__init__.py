"""The card of municipal money."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.gemeenten.antwoord import ANSWER_YEAR, answer
from simulate.views.cards.gemeenten.bijsluiter import BIJSLUITER
from simulate.views.cards.gemeenten.weggelaten import LEAVES_OUT
from simulate.vocabulary import Label

CARD = ModelCard(
    headline=(
        "ruimte", "gemeentefonds", "accrestranche", "gemist_prijsaccres", "daling_nominaal", "daling_reeel",
        "buig_vermeden", "buig_gedragen", "ombuiging", "reserves",
    ),
    answer=answer,
    answer_year=ANSWER_YEAR,
    leaves_out=LEAVES_OUT,
    leaflet=BIJSLUITER,
    files={
        "kaart": Label("Kaart", "Map: who is on assistance"),
        "termijnen": Label("Termijnen", "Monthly payments"),
        "economie": Label("Economie", "Economy"),
        "tabel": Label("Tabel van het accres", "Table of the accres"),
        "accres": Label("Accres", "Accres"),
        "circulaires": Label("Circulaires", "Circulars"),
        "fonds": Label("Gemeentefonds", "Municipal fund"),
        "bcf": Label("Btw-compensatiefonds", "VAT compensation fund"),
        "uitkeren": Label("Uitkeren", "Paying"),
        "bijstand": Label("Bijstand", "Assistance"),
        "spuk": Label("Specifieke uitkeringen", "Specific grants"),
        "wmo": Label("Wmo", "Wmo"),
        "jeugd": Label("Jeugdzorg", "Youth care"),
        "opvang": Label("Asielopvang", "Asylum reception"),
        "afspraken": Label("Afspraken", "Bookings"),
        "lasten": Label("Lasten en ruimte", "Cost and room"),
        "ombuigen": Label("Ombuigen", "Closing the gap"),
        "gemeenten": Label("Gemeenten, bijeen", "Municipal money, put together"),
    },
)  # fmt: skip
