"""The asylum chain, put together: which processes there are, and their order within a day."""

from __future__ import annotations

from simulate.models.asiel.beroep import Beroep
from simulate.models.asiel.beslissen import Beslissen
from simulate.models.asiel.beslistijd import Beslistijd
from simulate.models.asiel.capaciteit import Capaciteit
from simulate.models.asiel.huisvesting import Huisvesten
from simulate.models.asiel.instroom import Instroom
from simulate.models.asiel.kosten import Kosten
from simulate.models.asiel.nareis import Nareis
from simulate.models.asiel.oekraine import Oekraine
from simulate.models.asiel.opvang import Opvang
from simulate.models.asiel.vertrek import Vertrek
from simulate.models.asiel.werk import Werk


class Asiel(Instroom, Beroep, Nareis, Huisvesten, Vertrek, Kosten, Werk):
    """The asylum chain."""

    processes = (
        Instroom.instroom, Instroom.herhaling, Instroom.hervestigen,
        Beslissen.afdoen, Beslissen.uren_verdelen, Beslissen.beslissen,
        Beroep.beroep_instellen,
        Beslissen.herbeoordelingen_plannen, Beslissen.herbeoordelen, Beslissen.begroten, Beslissen.werven,
        Beroep.rechtbank, Beroep.raad_van_state,
        Nareis.nareis_verzoeken, Nareis.nareis_beslissen, Nareis.nareis_in_bezwaar_beslissen, Nareis.nareis_aankomen,
        Huisvesten.koppelen, Huisvesten.taakstelling, Huisvesten.hotelregeling, Huisvesten.doorstromen,
        Huisvesten.alternatief_huisvesten, Huisvesten.huisvesten,
        Werk.bijstand,
        Vertrek.vertrekplichtig_worden, Vertrek.vertrekken,
        Oekraine.ontheemden, Oekraine.einde_bescherming,
        Capaciteit.ramen, Capaciteit.spreidingswet, Capaciteit.bouwen, Capaciteit.noodopvang, Capaciteit.noodhallen,
        Kosten.prijzen,
    )  # fmt: skip

    closings = (
        Instroom.instroom_optellen, Beslistijd.voorraad_meten, Huisvesten.huisvesting_optellen,
        Opvang.bezetting_opmaken, Capaciteit.plekken_opmaken, Werk.werk_meten, Oekraine.ontheemden_meten,
        Kosten.kosten_opmaken,
    )  # fmt: skip
