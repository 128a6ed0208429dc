"""The card of the systems together."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.nederland.antwoord import YEAR, answer
from simulate.views.cards.nederland.bijsluiter import BIJSLUITER
from simulate.views.cards.nederland.weggelaten import LEAVES_OUT
from simulate.vocabulary import Label

CARD = ModelCard(
    headline=(
        "opvang_bezetting", "wacht_op_woning", "woningtekort", "woningnood_met_opvang", "wachttijd_sociale_huur",
        "woningen_voor_statushouders", "wachttijd_behandeling", "personeelstekort_zorg", "personeel_gevraagd",
        "personeel_overheid_erbij", "bevolkingsgroei_per_jaar", "opvang_kosten", "bouwsubsidies", "eigen_risico_kosten",
    ),
    answer=answer,
    answer_year=YEAR,
    leaves_out=LEAVES_OUT,
    leaflet=BIJSLUITER,
    files={
        "beeld": Label("Beeld van de stelsels", "The systems in one picture"),
        "koppelingen": Label("Koppelingen", "Couplings"),
        "woningen": Label("Woningen, tussen opvang en woningmarkt", "Homes, between reception and the market"),
        "personeel": Label("Personeel", "Staff"),
        "mensen": Label("Mensen, tussen opvang, bevolking en woningmarkt", "People, between reception and the market"),
        "inwoners": Label("Inwoners", "Inhabitants"),
        "migratie": Label("Migratie", "Migration"),
        "huishoudens": Label("Huishoudens", "Households"),
        "bevolking": Label("Bevolking", "Population"),
        "nederland": Label("Nederland, bijeen", "The Netherlands, put together"),
    },
)  # fmt: skip
