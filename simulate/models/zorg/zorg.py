"""Care, put together: which processes there are, their order within a day, and the books of the month."""

from __future__ import annotations

from simulate.models.zorg.behandelen import Behandelen
from simulate.models.zorg.bevolking import Bevolking
from simulate.models.zorg.geld import Geld
from simulate.models.zorg.lasten import Lasten
from simulate.models.zorg.personeel import Personeel
from simulate.models.zorg.verwijzen import Verwijzen
from simulate.models.zorg.wachttijd import Wachttijd
from simulate.models.zorg.zorgvraag import Zorgvraag


class Zorg(Lasten):
    """Care demand, waiting lists and money."""

    processes = (
        Bevolking.vergrijzen,
        Behandelen.begroten,
        Zorgvraag.eigen_risico_vaststellen,
        Geld.premie_vaststellen,
        Lasten.lasten_verdelen,
        Personeel.opleiden, Personeel.komen_en_gaan, Personeel.doelmatiger_werken, Personeel.ziek_zijn,
        Verwijzen.terugkeren, Verwijzen.mijden, Verwijzen.verwijzen,
        Behandelen.spreekuur_houden, Behandelen.behandelen, Behandelen.van_de_lijst_gaan,
    )  # fmt: skip

    closings = (Wachttijd.wachtlijst_opmaken, Geld.geld_opmaken, Lasten.lasten_opmaken)
