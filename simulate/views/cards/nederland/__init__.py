"""The card of the systems together."""

from __future__ import annotations

from simulate.views.card import ModelCard
from simulate.views.cards.nederland.antwoord import YEAR, answer
from simulate.views.cards.nederland.bijsluiter import BIJSLUITER
from simulate.views.cards.nederland.weggelaten import LEAVES_OUT
from simulate.vocabulary import Label

CARD = ModelCard(
    headline=(
        "opvang_bezetting", "wacht_op_woning", "woningen_erbij", "woningtekort", "woningnood_met_opvang",
        "wachttijd_sociale_huur",
        "woningen_voor_statushouders", "wachttijd_behandeling", "personeelstekort_zorg", "personeel_gevraagd",
        "personeel_overheid_erbij", "bevolkingsgroei_per_jaar", "opvang_kosten", "bouwsubsidies", "eigen_risico_kosten",
        "ruimte_gemeenten", "gemeentegeld_over", "buig_vermeden",
    ),
    of_part={
        **dict.fromkeys(("opvang_bezetting", "wacht_op_woning", "opvang_kosten"), "asiel"),
        **dict.fromkeys(("woningen_erbij", "woningtekort", "woningnood_met_opvang", "wachttijd_sociale_huur"), "wonen"),
        **dict.fromkeys(("woningen_voor_statushouders", "bouwsubsidies"), "wonen"),
        **dict.fromkeys(("wachttijd_behandeling", "personeelstekort_zorg", "eigen_risico_kosten"), "zorg"),
        **dict.fromkeys(("ruimte_gemeenten", "gemeentegeld_over", "buig_vermeden"), "gemeenten"),
    },
    answer=answer,
    answer_year=YEAR,
    leaves_out=LEAVES_OUT,
    leaflet=BIJSLUITER,
    files={
        "beeld": Label("Beeld van de stelsels", "The systems in one picture"),
        "koppelingen": Label("Koppelingen", "Couplings"),
        "woningen": Label("Woningen, tussen opvang en woningmarkt", "Homes, between reception and the market"),
        "woningen_aanbieden": Label("Woningen aanbieden", "Offering homes"),
        "woningen_boeken": Label("Woningen boeken", "Booking homes"),
        "doorstroming_remmen": Label("Doorstroming remmen", "Slowing down moves"),
        "bevolking_volgen": Label("Bevolking volgen", "Counting people"),
        "huishoudens_vormen": Label("Huishoudens vormen", "Forming households"),
        "bouwers_missen": Label("Bouwers missen", "Missing builders"),
        "gemeentegeld_voelen": Label("Gemeentegeld voelen", "Short of municipal money"),
        "bijstand_volgen": Label("Bijstand volgen", "Counting assistance"),
        "opvang_betalen": Label("Opvang betalen", "Paying for reception"),
        "zorg_afschuiven": Label("Zorg afschuiven", "Care that is passed on"),
        "personeel": Label("Personeel", "Staff"),
        "personeel_delen": Label("Personeel delen", "Sharing staff"),
        "rekening": Label("Rekening tussen de stelsels", "Accounts between the systems"),
        "inwoners": Label("Inwoners", "Inhabitants"),
        "migratie": Label("Migratie", "Migration"),
        "huishoudens": Label("Huishoudens", "Households"),
        "bevolking": Label("Bevolking", "Population"),
        "nederland": Label("Nederland, bijeen", "The Netherlands, put together"),
    },
)  # fmt: skip
