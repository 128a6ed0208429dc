"""Remmen: appeal, nitrogen, grid, drinking water and access hold homes back; a home waits for the slowest it meets.

Gates work side by side. A home that meets several is counted behind the one that is expected to take longest: a gate
that is not the slowest holds nobody, and removing it changes nothing; removing the slowest puts the home behind the
next. The grid is a queue shared with homes that wait longer for something else, and with all other users.
"""

from __future__ import annotations

import numpy as np

from simulate.engine.arrays import Array
from simulate.engine.clock import Proceeding
from simulate.engine.counts import proportional
from simulate.engine.processes import process
from simulate.engine.recorder import Level
from simulate.models.wonen.kaart import NET, REMMEN, STIKSTOF, kans_per_maand
from simulate.models.wonen.procedures import Procedures

_NO_BRAKE_BELOW = 1.0
"""Months: what is expected to take less is over before anything else could go on."""


class Remmen(Procedures):
    """What holds a permitted home back."""

    wachttijd_rem = Level("Verwachte wachttijd per rem", "Expected waiting time by brake", "maanden", "rem")

    def start(self) -> None:
        super().start()
        begin = self.p.beginstand
        self.arrest_tot: Array = np.zeros(self.size)
        self.overige_netaanvragen.open(self.p.remmen.net_wachtrij)
        vergund = begin.pijplijn * (1 - begin.aandeel_in_aanbouw) * begin.aandeel_opgehouden
        wachttijd = self._wachttijden()
        # In a steady state a gate holds what it stops in a month times the months that it takes.
        gewicht = self._traagste(wachttijd) * wachttijd
        gewicht = gewicht / np.maximum(gewicht.sum(axis=0), 1e-9)
        self.achter_rem.open(vergund * gewicht * self.verdeling_lopend()[:, :, None])

    @process("aansluiten", "grid connections out of a shared queue")
    def aansluiten(self) -> Proceeding:
        """Elke maand: netaansluitingen, verdeeld over woningen en alle anderen die erop wachten."""
        ruimte = self.stream("remmen.aansluitingen")
        while True:
            aansluitingen = ruimte.poisson(self.p.remmen.net_aansluitingen / 12 + np.zeros(self.size))
            per_provincie = np.zeros(self.achter_rem.n.shape[1:])
            achter_net = self.achter_rem.n[:, :, NET].sum(axis=0)
            wachtend = np.stack([achter_net.sum(axis=0), self.overige_netaanvragen.n])
            woningen, anderen = proportional(aansluitingen, wachtend)
            self.overige_aangesloten(anderen)
            per_provincie[:, NET] = proportional(woningen, achter_net)
            self._los(per_provincie)
            yield self.clock.next_month()

    @process("remmen lossen", "gates open for homes with a permit")
    def remmen_lossen(self) -> Proceeding:
        """Elke maand gaan woningen verder waarvan de rem lost: een deel dat bij de duur van die rem past."""
        los = self.stream("remmen.los")
        while True:
            duur = self._wachttijden()
            kans = kans_per_maand(duur)
            kans[STIKSTOF] = np.where(self._stikstof_dicht() > 0, 0, kans_per_maand(self.p.remmen.stikstof_duur))
            kans[NET] = 0
            self._los(los.binomial(self.achter_rem.n.sum(axis=0), kans))
            yield self.clock.next_month()

    @process("rechtspreken", "court rulings that shut the nitrogen gate")
    def rechtspreken(self) -> Proceeding:
        """Elke maand kan een uitspraak van de rechter de stikstofvergunningen voor een tijd stilleggen."""
        uitspraak = self.stream("remmen.arrest")
        while True:
            nu = uitspraak.uniform() < self.p.remmen.arrest_kans
            tot = self.clock.month + self.p.remmen.arrest_duur
            self.arrest_tot = np.where(nu, np.maximum(self.arrest_tot, tot), self.arrest_tot)
            yield self.clock.next_month()

    @process("remmen ontmoeten", "homes with a permit meet a brake, or go on")
    def remmen_ontmoeten(self) -> Proceeding:
        """Zodra vergunningen verleend zijn: welke woningen op welke rem stuiten, en welke meteen verder kunnen."""
        stuit = [self.stream(f"remmen.{rem}") for rem in REMMEN]
        while True:
            woningen = self.vergund.n.copy()
            wachttijd = self._wachttijden()
            aandeel = self._traagste(wachttijd)
            self.record(wachttijd_rem=wachttijd, vergunningen=woningen.sum(axis=0))
            achter = np.zeros(self.achter_rem.n.shape)
            rest, over = woningen, np.ones(self.size)
            for rem, site in enumerate(stuit):
                kans = np.clip(aandeel[rem] / np.maximum(over, 1e-12), 0, 1)
                achter[:, :, rem] = proportional(site.binomial(rest.sum(axis=0), kans), rest)
                rest, over = rest - achter[:, :, rem], over - aandeel[rem]
            self.opgehouden_door(achter)
            self.zonder_rem(rest)
            # Those who wait longer for something else ask for a connection too.
            elders = np.maximum(self.p.remmen.net_aandeel - aandeel[NET], 0) * woningen.sum(axis=(0, 1))
            self.overige_netaanvraag(np.rint(elders + self.p.remmen.net_overige / 12))
            yield self.vergunningen_verleend.wait()

    def _stikstof_dicht(self) -> Array:
        """Count the months that a court ruling still keeps the nitrogen gate shut, (draws,)."""
        return np.maximum(self.arrest_tot - self.clock.month, 0)

    def _wachttijden(self) -> Array:
        """Compute the expected months behind each gate for who comes to it now, (gates, draws)."""
        r = self.p.remmen
        wachtenden = self.achter_rem.n[:, :, NET].sum(axis=(0, 1)) + self.overige_netaanvragen.n
        net = wachtenden / np.maximum(r.net_aansluitingen / 12, 1)
        tijden = (r.beroep_duur, r.stikstof_duur + self._stikstof_dicht(), net, r.drinkwater_duur, r.ontsluiting_duur)
        return np.stack([np.broadcast_to(tijd, (self.size,)) for tijd in tijden])

    def _stuiten(self) -> Array:
        """Return the share of homes that meets each gate, (gates, draws)."""
        r = self.p.remmen
        delen = (r.beroep_aandeel, r.stikstof_aandeel, r.net_aandeel, r.drinkwater_aandeel, r.ontsluiting_aandeel)
        return np.stack([np.broadcast_to(deel, (self.size,)) for deel in delen])

    def _traagste(self, wachttijd: Array) -> Array:
        """Compute the share of homes for which each gate is the slowest that they meet, (gates, draws)."""
        stuit = np.where(wachttijd >= _NO_BRAKE_BELOW, self._stuiten(), 0.0)
        aandeel = stuit.copy()
        for rem in range(len(REMMEN)):
            for ander in range(len(REMMEN)):
                trager = wachttijd[ander] > wachttijd[rem]
                if ander < rem:
                    trager |= wachttijd[ander] == wachttijd[rem]
                if ander != rem:
                    aandeel[rem] *= np.where(trager, 1 - stuit[ander], 1.0)
        return aandeel

    def _los(self, per_provincie: Array) -> None:
        """Let homes (provinces, gates, draws) go on, spread over the segments that wait."""
        self.rem_los(proportional(per_provincie, self.achter_rem.n))
        self.verder(self.vrij.n)
