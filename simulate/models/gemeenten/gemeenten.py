"""Municipal money, put together: which processes there are, their order within a day, and the books of the month."""

from __future__ import annotations

from simulate.models.gemeenten.afspraken import Afspraken
from simulate.models.gemeenten.bijstand import Bijstand
from simulate.models.gemeenten.circulaires import Circulaires
from simulate.models.gemeenten.economie import Economie
from simulate.models.gemeenten.lasten import Lasten
from simulate.models.gemeenten.ombuigen import Ombuigen
from simulate.models.gemeenten.uitkeren import Uitkeren


class Gemeenten(Ombuigen):
    """From the circular to the gap."""

    processes = (
        Economie.economie_bewegen,
        Circulaires.begroten, Circulaires.meicirculaire, Uitkeren.afrekenen, Circulaires.septembercirculaire,
        Lasten.lasten_groeien, Bijstand.bijstand_verstrekken, Ombuigen.ombuigen, Uitkeren.uitkeren,
    )  # fmt: skip

    closings = (
        Uitkeren.fonds_opmaken, Bijstand.bijstand_opmaken, Afspraken.afspraken_toetsen,
        Lasten.lasten_opmaken, Ombuigen.gat_dichten,
    )  # fmt: skip
