"""A second reading of the whole chain: expected numbers of people, without chance, provinces or an engine.

It shares no code with the model it judges, only the figures. People are fractions, a chance is a share of them, a month
has four steps of the service. Beside the rounding and the provinces it leaves out the order in which people wait, the
spread of forecasts and that of municipalities. Arrays are (…, draws): first applications may differ by draw.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulate.scenario import Scenario

Array = NDArray[np.float64]
MONTH = 365.2425 / 12
POOR, OTHER = 0, 1
PERMANENT, FLEXIBLE, EMERGENCY, CRISIS = range(4)
BEYOND = 100
"""Months after the end for which there is room in a calendar."""


def figures(of: Scenario, day: date) -> Any:
    """The central values in force on a day, `figures.file.name`; those with entries (entries, 1)."""
    files: dict[str, Any] = defaultdict(SimpleNamespace)
    for name, parameter in of.parameters.items():
        values = sorted(parameter.values, key=lambda v: v.date)
        value = np.asarray([v.value for v in values if v.date <= day or v is values[0]][-1], float)
        setattr(files[name.split(".")[1]], name.split(".")[2], value[:, None] if value.ndim else float(value))
    return SimpleNamespace(**files)


class Calendar:
    """People or places by the month in which their time comes."""

    def __init__(self, months: int, count: Array, over: float = 1.0, first: int = 0) -> None:
        """Who is there at the start has a time that comes evenly over so many months, from month `first` on."""
        self.rows, self.here, self.month = np.zeros((months + BEYOND, *count.shape)), count, 0
        self.rows[first : first + int(over)] = count / over

    def put(self, count: Array, after: float) -> None:
        """Their time comes so many months from the first of this month; next month at the earliest."""
        whole, part = divmod(self.month + max(after, 1.0), 1)
        self.here = self.here + count
        self.rows[int(whole)] += count * (1 - part)
        self.rows[int(whole) + 1] += count * part

    def take(self, most: Any = np.inf) -> Array:
        """Those whose time has come, as far as there is room for them; the others wait for the next month."""
        gone: Array = np.minimum(self.rows[self.month], most)
        self.rows[self.month + 1] += self.rows[self.month] - gone
        self.here = self.here - gone
        return gone


class Cohort:
    """The chain in expected numbers, on given first applications (months, groups, draws)."""

    def __init__(self, of: Scenario, applications: Array) -> None:
        self.of, self.applications, self.month = of, applications, 0
        serial = of.start.year * 12 + of.start.month - 1
        self.firsts = [date((serial + m) // 12, (serial + m) % 12 + 1, 1) for m in range(of.months + 1)]
        p = self.p = figures(of, of.start)
        b, h, c, s, z = p.beginstand, p.huisvesting, p.capaciteit, p.beslissen, np.zeros(applications.shape[-1])
        self.sums: dict[str, Array] = {}
        # The procedure, the courts, and those who must leave: single persons and families.
        self.waiting, self.appeal = b.in_procedure * b.in_procedure_groep + z, b.in_beroep * b.in_beroep_groep + z
        self.again, self.permits, self.came = 0 * self.appeal, z, 0 * self.waiting
        self.households = np.array([[1 - p.vertrek.aandeel_gezinnen], [p.vertrek.aandeel_gezinnen]])
        self.term = Calendar(of.months, b.vertrekplichtig * self.households + z)
        self.stayers = b.na_termijn * self.households + z
        # The service: as many are in training as leave while it lasts.
        trainees = s.beslismedewerkers * s.verloop * s.opleidingsduur / 12 + z
        self.staff, self.trainees = s.beslismedewerkers - trainees, Calendar(of.months, trainees, s.opleidingsduur, 1)
        self.begin_staff, self.budget, self.family_part = s.beslismedewerkers, 1 + z, s.aandeel_nareis + z
        # Families: an account of requests; those of the last months are too young to be decided on.
        asked = p.nareis.verzoeken_per_vergunning * b.nareis_verhouding * b.nareis_vergunningen_sinds
        self.requests, self.asked_this_year = b.nareis_geteld + asked - b.nareis_besluiten_sinds + z, z
        self.young = [self.requests / (2 * b.nareis_leeftijd)] * round(p.nareis.behandelduur * 7 / MONTH)
        self.unasked = Calendar(of.months, b.nareis_in_te_dienen + z, p.nareis.indieningstermijn)
        self.travel, self.objection = Calendar(of.months, b.nareis_op_reis + z, p.nareis.reistijd), b.nareis_in_bezwaar
        # Status holders, with the task of municipalities.
        self.new, self.homeless, self.assigned = z, b.statushouders_in_opvang + z, z
        self.hotel = Calendar(of.months, b.in_hotelregeling + z, h.hotelregeling_duur)
        self.flow = Calendar(of.months, b.in_doorstroom + z, h.doorstroom_verblijf)
        self.first_task = self.task = self.to_do = h.taakstelling_begin + h.taakstelling_achterstand + z
        self.municipal, self.asking, self.moved_out = b.oekraine_gemeentelijk + z, z, z
        self.returning, self.protected = Calendar(of.months, z), bool(p.oekraine.rtb_van_kracht)
        # Places. Contracts that end before others can open have been followed up.
        self.places = c.plekken_begin + np.zeros((4, len(z)))
        self.opening, self.closing = np.zeros((2, of.months + BEYOND, 4, len(z)))
        for kind, over in (FLEXIBLE, c.looptijd_flexibel), (EMERGENCY, c.looptijd_noodopvang):
            self.closing[1 : int(over) + 1, kind] = self.places[kind] / over
        for lead in range(1, int(c.doorlooptijd[EMERGENCY, 0]) + 1):
            self.order(EMERGENCY, self.closing[lead, EMERGENCY], c.looptijd_noodopvang, lead)
        self.stood, self.duty = self.places[:CRISIS].sum(axis=0), c.spreidingswet_opgave + z
        self.residents = [self.in_reception()]
        self.forecast = np.maximum(self.residents[0] / p.opvang.bezettingsnorm * c.prognose_fout, self.duty)

    def run(self) -> dict[str, Array]:
        """{outcome: (months, draws)}, in the names of the model, and `besluiten`, `statushouders`, `noodplekken`."""
        made: dict[str, list[Array]] = defaultdict(list)
        for month, first in enumerate(self.firsts[:-1]):
            self.month, self.p, self.sums = month, figures(self.of, first), {}
            for calendar in vars(self).values():
                if isinstance(calendar, Calendar):
                    calendar.month = self.month
            self.staff = self.staff + self.trainees.take()
            self.places = np.maximum(self.places + self.opening[self.month] - self.closing[self.month], 0)
            self.come_in()
            self.request()
            if self.month and self.month % 3 == 0:
                self.steer_staff(first.month == 1)
            self.judge()
            self.house(first.month in (1, 7))
            self.depart()
            self.ukrainians()
            if self.month:
                self.plan_places(first)
            for step in range(4):
                self.decide(step / 4)
            self.residents.append(self.in_reception())
            for name, value in (self.levels() | self.sums).items():
                made[name].append(value)
        return {name: np.array(values) for name, values in made.items()}

    def come_in(self) -> None:
        """First and repeat applications, invited refugees; and cases that end without a decision."""
        i, s = self.p.instroom, self.p.beslissen
        new = self.applications[self.month] + i.herhaalde_aanvragen / 12 * i.aandeel_groep_herhaald
        closed = (self.waiting + new) * s.overig_afgedaan
        self.waiting, self.came = self.waiting + new - closed, self.came + new - closed
        self.new = self.new + i.hervestiging / 12
        self.must_leave(closed * s.overig_naar_vertrek)

    def request(self) -> None:
        """Families ask when the term after a permit is over, objections upheld come back; who may come travels."""
        n = self.p.nareis
        self.unasked.put(self.permits * n.verzoeken_per_vergunning, n.indieningstermijn)
        asked, ruled = self.unasked.take(), self.objection / n.bezwaar_duur
        self.objection = self.objection - ruled
        self.requests = self.requests + asked + ruled * n.bezwaar_gegrond
        self.young = [*self.young[1:], asked + ruled * n.bezwaar_gegrond]
        self.asked_this_year, self.permits = self.asked_this_year + asked, 0 * self.permits
        came = self.travel.take() * n.aandeel_komt
        self.new = self.new + came * n.aandeel_naar_opvang
        self.count("nareis_aankomst", came)

    def decide(self, elapsed: float) -> None:
        """A quarter of a month: hours to families by their share; of the others some to little prospect first."""
        s, n = self.p.beslissen, self.p.nareis
        hours, work = self.staff * s.uren_per_fte * s.productiviteit / 48, self.waiting * s.uren_per_zaak
        family, total = self.requests * s.uren_per_nareiszaak, work.sum(axis=0)
        wished = family * s.voorkeur_nareis / (family * s.voorkeur_nareis + total)
        self.family_part = self.family_part + (wished - self.family_part) / 4 / s.traagheid_inzet
        asylum = np.minimum(hours - np.minimum(hours * self.family_part, family), total)
        on_families = np.minimum(hours - asylum, family) * s.inzet_nareis
        asylum = asylum * s.beslisruimte
        in_time = work[POOR] / 4 / s.versnelde_termijn * s.pact_van_kracht
        spent = 0 * work
        spent[POOR] = np.minimum(np.minimum(np.maximum(asylum * s.voorrang_kansarm, in_time), asylum), work[POOR])
        spent = spent + (work - spent) * np.minimum((asylum - spent[POOR]) / (work - spent).sum(axis=0), 1)
        decided = np.minimum(spent / s.uren_per_zaak, self.waiting * MONTH / 28 / s.behandelduur)
        granted = decided * s.inwilligingskans
        appealed = (decided - granted) * self.p.beroep.beroep_aandeel
        self.waiting, self.appeal = self.waiting - decided, self.appeal + appealed
        self.new, self.permits = self.new + granted.sum(axis=0), self.permits + granted.sum(axis=0)
        self.must_leave(decided - granted - appealed, elapsed)
        ripe = np.maximum(self.requests - sum(self.young), 0)
        families = np.minimum(on_families / s.uren_per_nareiszaak, ripe)
        self.requests = self.requests - families
        self.travel.put(families * n.inwilligingskans, elapsed + n.reistijd)
        self.objection = self.objection + families * (1 - n.inwilligingskans) * n.bezwaar_aandeel
        self.count("besluiten", decided.sum(axis=0))
        self.count("inwilliging", granted.sum(axis=0))

    def steer_staff(self, january: bool) -> None:
        """Every quarter people leave and are hired; on 1 January the budget goes part of the way to the norm.

        The norm: the hours of what came in less what went by itself, and of what waits beyond the term, over the years.
        """
        s, p = self.p.beslissen, self.p
        if january:
            asylum, family = (self.came * s.uren_per_zaak).sum(axis=0), self.asked_this_year * s.uren_per_nareiszaak
            late = (self.waiting * s.uren_per_zaak).sum(axis=0) - asylum * s.wettelijke_termijn / 12
            late_family = self.requests * s.uren_per_nareiszaak - family * p.nareis.wettelijke_termijn / 12
            hours = asylum + family + (np.maximum(late, 0) + np.maximum(late_family, 0)) / s.wegwerktermijn
            norm = hours / (s.uren_per_fte * s.productiviteit) / self.begin_staff
            self.budget = self.budget + (norm - self.budget) * s.meebewegen
            self.came, self.asked_this_year = 0 * self.came, 0 * self.asked_this_year
        wished, left = s.beslismedewerkers * self.budget, self.staff * (1 - (1 - s.verloop) ** 0.25)
        most = s.werving_per_kwartaal * np.maximum(self.staff / self.begin_staff, 1)
        over = np.clip(self.staff - left - wished, 0, self.staff * s.afvloeiing_per_kwartaal)
        self.staff = self.staff - left - over
        self.trainees.put(np.clip(wished - self.staff - self.trainees.here, 0, most), s.opleidingsduur)

    def judge(self) -> None:
        """Rulings: upheld goes back to the service, part of the others to the highest court."""
        b = self.p.beroep
        ruled = self.appeal / b.duur
        further = ruled * (1 - b.gegrond_aandeel) * b.hoger_beroep_aandeel
        ruled_again = (self.again + further) / b.duur_hoger_beroep
        self.appeal, self.again = self.appeal - ruled, self.again + further - ruled_again
        self.waiting = self.waiting + ruled * b.gegrond_aandeel + ruled_again * b.gegrond_hoger_beroep
        self.must_leave(ruled * (1 - b.gegrond_aandeel) - further + ruled_again * (1 - b.gegrond_hoger_beroep))

    def house(self, half_year: bool) -> None:
        """Municipalities house as far as there are homes, as matching goes and as the task asks; hotels first."""
        h, o = self.p.huisvesting, self.p.oekraine
        self.homeless, self.assigned, self.new = self.homeless + self.new, self.assigned + self.new, 0 * self.new
        if half_year and self.month:
            # Those who wait, in arrears or in no task yet, and as many more as were given a municipality.
            self.task = self.to_do = self.homeless + self.assigned
            self.assigned = 0 * self.assigned
            self.put_up(self.hotel, h.hotelregeling_plekken, h.hotelregeling_duur)
        if self.month and self.month % 3 == 0:
            self.put_up(self.flow, np.maximum(h.doorstroom_plekken - self.flow.here, 0), h.doorstroom_verblijf)
        share = np.minimum(h.aandeel_statushouders * (self.task / self.first_task) ** h.meegeven, 1)
        taken = self.moved_out * o.aandeel_sociale_huur / o.personen_per_woning
        homes = np.maximum(h.vrijkomende_sociale_huurwoningen / 12 - taken, 0) * share
        room = homes * h.personen_per_woning + h.overige_huisvesting
        room = np.minimum(room, self.task * h.realisatie_taakstelling / 6)
        from_flow = self.flow.take(room)
        from_hotel = self.hotel.take(room - from_flow)
        housed = np.minimum(np.minimum(room - from_flow - from_hotel, self.to_do), self.homeless)
        self.homeless, self.to_do = self.homeless - housed, self.to_do - housed
        self.count("gehuisveste_statushouders", housed + from_flow + from_hotel)

    def put_up(self, place: Calendar, room: Any, stay: float) -> None:
        """Some who wait for a home move to a hotel or a flow-through place."""
        who = np.minimum(room, self.homeless)
        self.homeless = self.homeless - who
        place.put(who, stay)

    def must_leave(self, groups: Array, elapsed: float = 0.0) -> None:
        """People of all groups get their term to leave."""
        self.term.put(groups.sum(axis=0) * self.households, elapsed + self.p.vertrek.vertrektermijn / MONTH)

    def depart(self) -> None:
        """After the term there are three ways to leave, one after the other; by force as far as there are places."""
        v = self.p.vertrek
        here = (self.stayers + self.term.take()) * (1 - v.zelfstandig_vertrek)
        forced = here * v.gedwongen_vertrek
        forced = forced * np.minimum(v.detentieplekken / v.detentieduur / np.maximum(forced.sum(axis=0), 1), 1)
        self.stayers = (here - forced) * (1 - v.zonder_toezicht)

    def ukrainians(self) -> None:
        """They come while they are protected, leave and find homes; at the end of protection they branch once."""
        o = self.p.oekraine
        protected, taken_up = bool(o.rtb_van_kracht), self.asking / o.opvangplicht_na_rtb
        self.asking = self.asking - taken_up
        self.waiting[OTHER] += taken_up + (0 if protected else o.instroom * o.asiel_na_einde)
        here = (self.municipal + (o.instroom if protected else 0)) * (1 - o.vertrek)
        self.moved_out = here * (o.eigen_woonruimte if protected else o.doorstroom_na_status)
        self.municipal = here - self.moved_out
        self.returning.take()
        if self.protected and not protected:
            ways = np.array([o.einde_transitie + o.einde_arbeid, o.einde_asiel, o.einde_terugkeer])
            stay, ask, back = ways / ways.sum()
            self.returning.put(self.municipal * back, o.opvangplicht_na_rtb)
            self.municipal, self.asking = self.municipal * stay, self.asking + self.municipal * ask
        self.protected = protected

    def plan_places(self, first: date) -> None:
        """Forecast, task of the act, plans, emergency places up to what municipalities allow, and halls."""
        c, o, now, m = self.p.capaciteit, self.p.opvang, self.residents[-1], self.month
        rise = now - self.residents[-4] if m > 3 else 0 * now
        if first.month in (3, 9):
            self.forecast = now / o.bezettingsnorm * c.prognose_fout
        if ((first.year - 2024) * 12 + first.month - 2) % int(c.spreidingswet_cyclus) == 0:
            self.duty, self.stood = self.forecast, self.places[:CRISIS].sum(axis=0)
        if first.month in (1, 7):
            planned = self.places[:EMERGENCY] + self.opening[m + 1 :, :EMERGENCY].sum(axis=0)
            goal = np.array([[c.structureel_doel + c.grote_locaties_plekken], [c.flexibel_doel]]) * c.begrotingsdekking
            lack = np.maximum(goal - planned, 0)
            fits = np.maximum(self.forecast - planned.sum(axis=0), 0) / np.maximum(lack.sum(axis=0), 1)
            self.order(PERMANENT, lack[PERMANENT] * np.minimum(fits, 1))
            self.order(FLEXIBLE, lack[FLEXIBLE] * np.minimum(fits, 1), c.looptijd_flexibel)
        needed = (now + rise) / o.bezettingsnorm
        self.give_up(np.maximum(self.places.sum(axis=0) - needed, 0))
        ahead = m + int(np.ceil(c.doorlooptijd[EMERGENCY, 0]))
        soon = self.places[:CRISIS].sum(axis=0) + self.opening[m + 1 :, EMERGENCY].sum(axis=0)
        soon = soon - self.closing[m + 1 : ahead + 1, EMERGENCY].sum(axis=0)
        short = np.maximum(needed - soon, 0)
        prolonged = np.minimum(short, self.closing[ahead, EMERGENCY] * c.verlengd_aandeel)
        new = np.clip(np.minimum(short, self.ceiling() - soon) - prolonged, 0, c.max_noodopvang_per_maand)
        self.order(EMERGENCY, prolonged + new, c.looptijd_noodopvang)
        # A hall of today is there at the end of next month, two months after the last count.
        beds = self.places.sum(axis=0) + self.opening[m + 1 :, CRISIS].sum(axis=0)
        beds = beds - self.closing[m + 1 : m + 3].sum(axis=(0, 1))
        acute = (now + np.maximum(rise, 0) * 2 / 3) / o.uiterste_bezetting - beds
        self.order(CRISIS, np.clip(acute, 0, c.max_crisis_per_maand))

    def ceiling(self) -> Array:
        """What municipalities allow: what stood when the cycle began, and part of what is asked beyond it."""
        c = self.p.capaciteit
        by_law = np.maximum(self.duty - self.stood, 0) * c.spreidingswet_realisatie * c.dreiging_intrekking
        freely = np.maximum(self.forecast - self.stood, 0) * c.realisatie_zonder_wet
        asked = self.stood + np.maximum(by_law * c.spreidingswet_van_kracht, freely)
        return np.asarray(np.maximum(asked, self.places[:CRISIS].sum(axis=0)))

    def give_up(self, over: Array) -> None:
        """Close what is over: halls in some months; of the others a part, dearest first, and first what ends first."""
        c, shut = self.p.capaciteit, 0 * self.places
        shut[CRISIS] = np.minimum(over, self.places[CRISIS]) / c.looptijd_crisis
        over = np.maximum(over - self.places[CRISIS], 0) * c.afstoot
        for kind in (EMERGENCY, FLEXIBLE, PERMANENT):
            shut[kind] = np.minimum(over, self.places[kind])
            over = over - shut[kind]
        self.places = self.places - shut
        for ending in self.closing[self.month + 1 :]:
            cancelled = np.minimum(shut, ending)
            ending -= cancelled
            shut = shut - cancelled

    def order(self, kind: int, places: Array, term: float = np.inf, lead: int = 0) -> None:
        """Order places that open after their lead time and end a term later."""
        ready = self.month + (lead or max(round(self.p.capaciteit.doorlooptijd[kind, 0]), 1))
        self.opening[ready, kind] += places
        if term < BEYOND:
            self.closing[ready + int(term), kind] += places

    def in_reception(self) -> Array:
        """Residents: in procedure, in appeal, status holders, in the term to leave, and after it."""
        o, courts = self.p.opvang, self.appeal + self.again
        asylum = self.waiting * o.in_procedure_in_opvang + courts * o.in_beroep_in_opvang
        leaving = self.term.here * o.vertrekplichtig_in_opvang + self.stayers * self.p.vertrek.opvang_na_termijn
        status = (self.new + self.homeless) * o.statushouders_in_opvang
        return np.asarray(asylum.sum(axis=0) + status + leaving.sum(axis=0))

    def levels(self) -> dict[str, Array]:
        """What is at the end of the month; the cost of reception, the cheapest places filled first, empty ones half."""
        k, here, filled = self.p.kosten, self.residents[-1], np.cumsum(self.places, axis=0)
        price = np.array([k.kosten_regulier, k.kosten_regulier, k.kosten_noodopvang, k.kosten_crisis])
        cost = price @ np.clip(here - filled + self.places, 0, self.places)
        cost = cost + np.maximum(filled[-1] - here, 0) * k.kosten_regulier * k.leegstand_aandeel
        return {
            "in_procedure": self.waiting.sum(axis=0),
            "nareis_open": self.requests,
            "statushouders": self.new + self.homeless,
            "bezetting": here,
            "oekraine_opgevangen": self.municipal + self.returning.here + self.asking,
            "kosten_coa": cost * (self.firsts[self.month + 1] - self.firsts[self.month]).days / 365,
            "plekken_totaal": filled[-1],
            "noodplekken": self.places[EMERGENCY],
        }

    def count(self, name: str, people: Array) -> None:
        """Add to what happened in the month."""
        self.sums[name] = self.sums.get(name, 0) + people
