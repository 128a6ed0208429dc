"""Nederland, put together: the parts, the couplings between them, and what is told of all of them."""

from __future__ import annotations

from simulate.models.nederland.beeld import Beeld
from simulate.models.nederland.bevolking import Bevolking
from simulate.models.nederland.mensen import bevolking_volgen, bouwers_missen, huishoudens_vormen
from simulate.models.nederland.personeel import Personeel, personeel_delen
from simulate.models.nederland.woningen import Woningen, doorstroming_remmen, woningen_aanbieden, woningen_boeken
from simulate.vocabulary import Label


class Nederland(Beeld, Woningen, Personeel, Bevolking):
    """The systems in one run."""

    name = "nederland"
    title = Label("Nederland: de stelsels samen", "The Netherlands: systems together")
    parts = ("asiel", "wonen", "zorg")
    couplings = (
        woningen_aanbieden, woningen_boeken, doorstroming_remmen, bevolking_volgen, huishoudens_vormen, bouwers_missen,
        personeel_delen,
    )  # fmt: skip
    processes = Bevolking.processes
    closings = (
        *Bevolking.closings, Beeld.beeld_opmaken, Woningen.woningen_opmaken, Personeel.personeel_tellen,
    )  # fmt: skip
