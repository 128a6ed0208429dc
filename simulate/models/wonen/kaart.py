"""The map of housing production: where homes are on their way from idea to key, and the only ways from one to another.

Read it as the diagram in `docs/wonen-keten.md`, which is drawn from it. The processes, a file each, move homes along.
Homes are counted by segment and province on the whole way; the results keep the provinces of permits, pipeline,
completions and stock, and the segments of what is completed.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Signal
from simulate.engine.delays import Delay
from simulate.engine.funds import Fund
from simulate.engine.maths import log, ndtr
from simulate.engine.model import Model
from simulate.engine.stocks import Flow, Junction, Outside, Stock
from simulate.vocabulary import AXES, Label

WONING = ("segment", "provincie")
SEGMENTEN = AXES["segment"].entries
REMMEN = AXES["rem"].entries
NET = REMMEN.index("netaansluiting")
STIKSTOF = REMMEN.index("stikstof")


def per_segment(values: Array) -> Array:
    """Reshape a value per segment (segments, draws) for what has provinces too: (segments, 1, draws)."""
    return values[:, None]


def kans_per_maand(maanden: Array) -> Array:
    """Compute the monthly probability of leaving what lasts so many months on average, at least one month."""
    return 1 / np.maximum(maanden, 1)


def doorlaat(ruimte: Array, vraag: Array, spreiding: Array) -> Array:
    """Compute the share of what is asked for that can be done: one at most, and never more than there is room for.

    What each municipality or builder can do, over what is asked of it, is lognormal with spread `spreiding` (of the
    log) around `ruimte` / `vraag`, so that some are short while others have room: the mean of min(1, ratio). Without
    spread it is the ratio itself, up to one. Broadcasts; the draws are last.
    """
    verhouding, afstand = _ruimte_over_vraag(ruimte, vraag, spreiding)
    half = np.maximum(spreiding, _NO_SPREAD) / 2
    return np.asarray(np.clip(verhouding * ndtr(-afstand - half) + ndtr(afstand - half), 0, 1))


def aandeel_krap(ruimte: Array, vraag: Array, spreiding: Array) -> Array:
    """Compute the share of municipalities or builders of whom more is asked than they can do, as in `doorlaat`."""
    _, afstand = _ruimte_over_vraag(ruimte, vraag, spreiding)
    return np.asarray(ndtr(np.maximum(spreiding, _NO_SPREAD) / 2 - afstand))


def _ruimte_over_vraag(ruimte: Array, vraag: Array, spreiding: Array) -> tuple[Array, Array]:
    """Return the ratio of room to what is asked for, kept within what a logarithm can take, and its distance from 1."""
    verhouding = np.clip(ruimte / np.maximum(vraag, 1e-9), 1e-9, 1e9)
    return verhouding, log(verhouding) / np.maximum(spreiding, _NO_SPREAD)


_NO_SPREAD = 1e-6
"""Below this spread of the log all municipalities, or builders, are as one."""


class Kaart(Model):
    """Stocks and flows of housing production."""

    name = "wonen"
    title = Label("Woningbouw en woningtekort", "Housing production and shortage")

    # Moments that processes wait for
    vergunningen_verleend: Signal
    bouw_begonnen: Signal
    woningen_opgeleverd: Signal

    wachtend_werk: Array
    """Homes that could be started and wait for builders, in years of building, (draws,)."""

    buiten = Outside()

    # Plannen
    zachte_plannen = Stock("Zachte plannen", "Soft plans", WONING, "woningen", record=())
    harde_plannen = Stock("Harde plannen", "Hard plans", WONING, "woningen", record=())
    uitgewerkt = Junction("Uitgewerkt", "Worked out", WONING, "woningen", record=())
    wacht_op_dekking = Stock(
        "Plannen die op financiële dekking wachten", "Plans waiting for financial cover", WONING, "woningen", ()
    )

    # Vergunning en remmen
    in_procedure = Stock("In de vergunningprocedure", "In the permit procedure", WONING, "woningen", ())
    vergund = Junction("Vergund", "Permitted", WONING, "woningen", record=())
    achter_rem = Stock(
        "Vergund, wacht op de traagste rem",
        "Permitted, behind the slowest brake",
        (*WONING, "rem"),
        "woningen",
        "rem",
    )
    vrij = Junction("Vrij van remmen", "Free of brakes", WONING, "woningen", record=())
    overige_netaanvragen = Stock(
        "Andere aanvragen voor een netaansluiting", "Other requests for a grid connection", unit="woningen"
    )

    # Bouw en voorraad
    klaar_voor_start = Stock("Klaar voor de start van de bouw", "Ready to be started", WONING, "woningen", ())
    in_aanbouw = Delay("In aanbouw", "Under construction", WONING, "woningen", record=())
    opleverklaar = Stock("Gebouwd, nog niet opgeleverd", "Built, not yet handed over", WONING, "woningen", record=())
    woningvoorraad = Stock("Woningvoorraad", "Dwelling stock", "provincie", "woningen")

    # Vraag en toewijzing
    huishoudens = Stock("Huishoudens", "Households", unit="huishoudens")
    woningzoekenden = Stock(
        "Reguliere zoekers van een sociale huurwoning", "Regular seekers of a social home", unit="huishoudens"
    )

    # Geld
    stimulanspot = Fund("Budget realisatiestimulans", "Budget of the realisation incentive")
    subsidiepot = Fund("Budget overige bouwsubsidies", "Budget of other building subsidies")

    # Van plan naar aanvraag
    nieuwe_plannen = Flow(buiten, zachte_plannen, "Nieuwe plannen", "New plans")
    planuitval = Flow(zachte_plannen, buiten, "Planuitval", "Plans dropped")
    plan_vastgesteld = Flow(zachte_plannen, harde_plannen, "Plannen hard geworden", "Plans become hard")
    plan_uitgewerkt = Flow(harde_plannen, uitgewerkt, "Plannen uitgewerkt", "Plans worked out")
    haalbaar = Flow(uitgewerkt, in_procedure, "Haalbaar, vergunning aangevraagd", "Feasible, permit applied for")
    zonder_dekking = Flow(uitgewerkt, wacht_op_dekking, "Zonder dekking", "Without cover")
    dekking_gevonden = Flow(wacht_op_dekking, in_procedure, "Dekking gevonden", "Cover found")
    plan_opgegeven = Flow(wacht_op_dekking, buiten, "Opgegeven zonder dekking", "Given up without cover")

    # Van vergunning naar sleutel
    vergunning = Flow(in_procedure, vergund, "Vergunningen verleend", "Permits granted")
    opgelegde_vergunning = Flow(buiten, vergund, "Vergunningen, opgelegd", "Permits, given from outside")
    opgehouden_door = Flow(vergund, achter_rem, "Op een rem gestuit", "Held back by a brake")
    zonder_rem = Flow(vergund, klaar_voor_start, "Zonder rem verder", "On without a brake")
    rem_los = Flow(achter_rem, vrij, "Rem gelost", "Brake released")
    verder = Flow(vrij, klaar_voor_start, "Weer verder na een rem", "On after a brake")
    vervallen_achter_rem = Flow(achter_rem, buiten, "Vervallen achter een rem", "Lapsed behind a brake")
    vervallen_voor_start = Flow(klaar_voor_start, buiten, "Vervallen voor de start", "Lapsed before the start")
    overige_netaanvraag = Flow(buiten, overige_netaanvragen, "Nieuwe andere netaanvragen", "New other grid requests")
    overige_aangesloten = Flow(overige_netaanvragen, buiten, "Anderen aangesloten", "Others connected")
    bouw_gestart = Flow(klaar_voor_start, in_aanbouw, "Bouw gestart", "Construction started")
    bouw_gereed = Flow(in_aanbouw, opleverklaar, "Bouw gereed", "Construction finished")
    nieuwbouw = Flow(opleverklaar, woningvoorraad, "Nieuwbouw (opgeleverd)", "New build (completions)")

    # De bestaande voorraad
    transformatie = Flow(buiten, woningvoorraad, "Transformatie", "Conversion of other buildings")
    splitsen_optoppen = Flow(buiten, woningvoorraad, "Splitsen en optoppen", "Splitting and topping up")
    flexwoningen = Flow(buiten, woningvoorraad, "Flexwoningen", "Flexible homes")
    sloop = Flow(woningvoorraad, buiten, "Sloop", "Demolition")
    overige_onttrekking = Flow(woningvoorraad, buiten, "Overige onttrekking", "Other withdrawals")

    # Vraag en toewijzing
    huishoudens_erbij = Flow(buiten, huishoudens, "Huishoudens erbij", "Households gained")
    huishoudens_eraf = Flow(huishoudens, buiten, "Huishoudens eraf", "Households lost")
    nieuwe_zoekenden = Flow(buiten, woningzoekenden, "Nieuwe reguliere zoekers", "New regular seekers")
    regulier_gehuisvest = Flow(woningzoekenden, buiten, "Reguliere zoekers gehuisvest", "Regular seekers housed")
    zoeken_gestaakt = Flow(woningzoekenden, buiten, "Zoeken gestaakt", "Stopped seeking")

    def start(self) -> None:
        super().start()
        self.vergunningen_verleend, self.woningen_opgeleverd = self.clock.signal(), self.clock.signal()
        self.bouw_begonnen = self.clock.signal()
        self.wachtend_werk = np.zeros(self.size)

    def verdeling_lopend(self) -> Array:
        """Compute the share of each segment and province in what is under way, (segments, provinces, draws)."""
        return per_segment(self.p.verdeling.segmentverdeling_lopend) * self.p.verdeling.plansleutel

    def aanvraaglust(self) -> Array:
        """Compute the share still applied for: who has work waiting for builders applies for less, (draws,)."""
        geduld = np.maximum(self.p.plannen.geduld_ontwikkelaars / 12, 1e-6)
        return np.asarray(1 / (1 + self.wachtend_werk / geduld))
