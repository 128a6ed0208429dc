"""Care, put together: which processes there are, their order within a day, and the books of the month."""

from __future__ import annotations

from simulate.models.zorg.lasten import Lasten


class Zorg(Lasten):
    """Care demand, waiting lists and money."""

    processes = (
        "vergrijzen", "begroten", "eigen_risico_vaststellen", "premie_vaststellen", "lasten_verdelen",
        "opleiden", "komen_en_gaan", "doelmatiger_werken", "ziek_zijn",
        "terugkeren", "mijden", "verwijzen",
        "spreekuur_houden", "behandelen", "van_de_lijst_gaan",
    )  # fmt: skip

    closings = ("wachtlijst_opmaken", "geld_opmaken", "lasten_opmaken")
