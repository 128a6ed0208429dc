"""Nederland, put together: the parts, the couplings between them, and what is told of all of them."""

from __future__ import annotations

from simulate.models.nederland.beeld import Beeld
from simulate.models.nederland.bevolking import Bevolking
from simulate.models.nederland.bevolking_volgen import bevolking_volgen
from simulate.models.nederland.bijstand_volgen import bijstand_volgen
from simulate.models.nederland.bouwers_missen import bouwers_missen
from simulate.models.nederland.doorstroming_remmen import doorstroming_remmen
from simulate.models.nederland.gemeentegeld_voelen import gemeentegeld_voelen
from simulate.models.nederland.huishoudens_vormen import huishoudens_vormen
from simulate.models.nederland.opvang_betalen import opvang_betalen
from simulate.models.nederland.personeel_delen import personeel_delen
from simulate.models.nederland.rekening import Rekening
from simulate.models.nederland.woningen import Woningen
from simulate.models.nederland.woningen_aanbieden import woningen_aanbieden
from simulate.models.nederland.woningen_boeken import woningen_boeken
from simulate.models.nederland.zorg_afschuiven import zorg_afschuiven
from simulate.vocabulary import Label


class Nederland(Beeld, Woningen, Rekening, Bevolking):
    """The systems in one run."""

    name = "nederland"
    title = Label("Nederland: de stelsels samen", "The Netherlands: systems together")
    parts = ("asiel", "wonen", "zorg", "gemeenten")
    couplings = (
        woningen_aanbieden, woningen_boeken, doorstroming_remmen, bevolking_volgen, huishoudens_vormen, bouwers_missen,
        gemeentegeld_voelen, bijstand_volgen, opvang_betalen, zorg_afschuiven, personeel_delen,
    )  # fmt: skip
    processes = Bevolking.processes
    closings = (
        *Bevolking.closings, Beeld.beeld_opmaken, Woningen.woningen_opmaken, Rekening.personeel_tellen,
    )  # fmt: skip
