"""Housing production, put together: which processes there are, their order within a day, and the books of the month."""

from __future__ import annotations

import numpy as np

from simulate.engine.processes import closing
from simulate.engine.recorder import Level, Mean, Total
from simulate.models.wonen.bouwen import Bouwen
from simulate.models.wonen.doorlooptijd import Doorlooptijd
from simulate.models.wonen.haalbaarheid import Haalbaarheid
from simulate.models.wonen.plannen import Plannen
from simulate.models.wonen.procedures import Procedures
from simulate.models.wonen.remmen import Remmen
from simulate.models.wonen.toewijzing import SOCIAAL, Toewijzing
from simulate.models.wonen.voorraad import BestaandeVoorraad
from simulate.models.wonen.vraag import Vraag


class Wonen(Doorlooptijd, Toewijzing, Vraag, BestaandeVoorraad, Bouwen, Remmen, Procedures, Haalbaarheid, Plannen):
    """Housing production."""

    nieuwe_woningen = Total("Nieuwe woningen, drie tellingen", "New homes, three counts", "woningen", "telling")
    doel_gehaald = Total("Doel in het kalenderjaar gehaald", "Goal reached in the calendar year", "kans", "telling")
    bruto_toevoegingen = Total("Bruto toevoegingen aan de voorraad", "Gross additions", "woningen", "provincie")
    netto_toename = Total("Netto toename van de voorraad", "Net change of the stock", "woningen", "provincie")
    pijplijn = Level("Vergund en niet opgeleverd", "Permitted and not completed", "woningen", "provincie")
    opgehouden = Level("Woningen opgehouden, naar oorzaak", "Homes held back, by cause", "woningen", "oorzaak")
    aandeel_betaalbaar = Mean("Aandeel betaalbaar in de nieuwbouw", "Affordable share of new build", "aandeel")
    aandeel_sociaal = Mean("Aandeel sociale huur in de nieuwbouw", "Social share of new build", "aandeel")

    @closing("woningen optellen", "add up the new homes, on three counts")
    def woningen_optellen(self) -> None:
        """Aan het eind van de maand: drie tellingen van nieuwe woningen, en wat ervan betaalbaar is."""
        nieuwbouw = self.nieuwbouw.month_total.sum(axis=0)
        erbij = self.transformatie.month_total + self.splitsen_optoppen.month_total + self.flexwoningen.month_total
        # As Statistics Netherlands counts: homes joined or given another use are taken off the gross additions.
        bruto = nieuwbouw + erbij - self.overige_onttrekking.month_total
        netto = bruto - self.sloop.month_total
        segmenten = self.nieuwbouw.month_total.sum(axis=1)
        totaal = segmenten.sum(axis=0)
        betaalbaar = (segmenten * self.p.haalbaarheid.aandeel_betaalbaar_segment).sum(axis=0)
        self.record(
            nieuwe_woningen=np.stack([telling.sum(axis=0) for telling in (nieuwbouw, bruto, netto)]),
            bruto_toevoegingen=bruto,
            netto_toename=netto,
            aandeel_betaalbaar=(betaalbaar / np.maximum(totaal, 1), totaal),
            aandeel_sociaal=(segmenten[SOCIAAL] / np.maximum(totaal, 1), totaal),
        )
        self._doel_toetsen()

    @closing("pijplijn opmaken", "make up the pipeline, and what holds homes back")
    def pijplijn_opmaken(self) -> None:
        """Aan het eind van de maand: de pijplijn, en wat waardoor wordt opgehouden."""
        achter = self.achter_rem.n.sum(axis=(0, 1))
        gestart = self.in_aanbouw.n + self.opleverklaar.n
        # Of a phase with a normal time of its own, only what is there above it waits for capacity.
        self.record(
            pijplijn=self.achter_rem.n.sum(axis=(0, 2)) + (self.klaar_voor_start.n + gestart).sum(axis=0),
            opgehouden=np.stack(
                [
                    self.wacht_op_dekking.n.sum(axis=(0, 1)),
                    self.wacht_op_vergunningverleners(),
                    *achter,
                    self.wacht_op_bouwers(),
                ]
            ),
        )

    def _doel_toetsen(self) -> None:
        """Record at the end of a whole calendar year which counts reached the goal."""
        december = (self.clock.start.month - 1 + self.month) % 12 == 11
        if not december or self.month < 11:
            return
        jaar = self.months_of("nieuwe_woningen", 12).sum(axis=0)
        self.record(doel_gehaald=(jaar >= self.p.doel.nieuwe_woningen).astype(np.float64))

    # Downstream first: a home spends a month at least in every phase.
    processes = (
        Plannen.woondeals,
        Haalbaarheid.subsidie_verlenen,
        Bouwen.bouwkracht, Bouwen.opleveren,
        Toewijzing.doorstromen,
        BestaandeVoorraad.bestaande_voorraad,
        Bouwen.starten, Bouwen.stimulans_uitkeren,
        Procedures.intrekken,
        Remmen.aansluiten, Remmen.remmen_lossen, Remmen.rechtspreken,
        Procedures.vergunningen_opleggen, Procedures.vergunnen,
        Remmen.remmen_ontmoeten,
        Haalbaarheid.dekken, Haalbaarheid.uitwerken,
        Plannen.plannen_vaststellen, Plannen.plannen_maken,
        Vraag.groeien,
        Toewijzing.toewijzen,
    )  # fmt: skip

    closings = (woningen_optellen, pijplijn_opmaken, Doorlooptijd.doorlooptijd_opmaken, Vraag.tekort_opmaken)
