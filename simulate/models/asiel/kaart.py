"""The map of the asylum chain: its stocks, and the only ways from one to another.

Read it as the diagram in `docs/asiel.md`, which is drawn from it. The processes, a file each, move people along it.
"""

from __future__ import annotations

from simulate.engine.clock import Signal
from simulate.engine.delays import Delay
from simulate.engine.model import Model
from simulate.engine.pools import Pool
from simulate.engine.queues import Queue
from simulate.engine.stocks import Flow, Junction, Outside, Stock
from simulate.vocabulary import Label


class Kaart(Model):
    """Stocks and flows of the asylum chain."""

    name = "asiel"
    title = Label("Asielketen", "Asylum chain")

    # Moments that processes wait for
    besluiten_genomen: Signal
    nieuwe_vertrekplicht: Signal

    buiten = Outside()

    # De procedure bij de IND en de rechter
    in_procedure = Queue("In de asielprocedure", "In the asylum procedure", "groep")
    besloten = Junction("Beslist", "Decided", "groep")
    afgewezen = Junction("Afgewezen", "Rejected", "groep")
    afgedaan = Junction("Zonder inhoudelijk besluit afgedaan", "Closed without a substantive decision")
    in_beroep = Stock("In beroep", "In appeal", "groep")
    uitgesproken = Junction("Uitspraak in beroep gedaan", "Appeal ruled on", "groep")
    in_hoger_beroep = Stock("In hoger beroep", "In further appeal", "groep")
    uitgesproken_hoger = Junction("Uitspraak in hoger beroep gedaan", "Further appeal ruled on", "groep")
    herbeoordeling_gepland = Delay("Vergunning tot herbeoordeling", "Permit until re-assessment", unit="zaken")
    herbeoordelingen_open = Stock("Openstaande herbeoordelingen", "Open re-assessments", unit="zaken")

    # Nareis
    nareis_in_te_dienen = Delay("Nareis nog in te dienen", "Family reunification still to be requested")
    nareis_in_wacht = Delay("Nareis in de wachttijd", "Family reunification in the waiting period")
    nareis_open = Queue("Openstaande nareis (personen)", "Open family reunification (persons)")
    nareis_besloten = Junction("Nareis beslist", "Family reunification decided")
    nareis_in_bezwaar = Stock("Nareis in bezwaar of beroep", "Family reunification in objection or appeal")
    nareis_op_reis = Delay("Nareizigers onderweg", "Family members on their way")
    nareis_aangekomen = Junction("Nareizigers aangekomen", "Family members arrived")

    # Statushouders
    te_koppelen = Stock("Statushouders, wachten op een gemeente", "Status holders, waiting for a municipality")
    statushouders_in_opvang = Queue("Statushouders in de opvang", "Status holders in reception", "provincie")
    in_hotelregeling = Delay("Statushouders in de hotelregeling", "Status holders in the hotel scheme")
    in_doorstroom = Delay("Statushouders in doorstroomlocaties", "Status holders in flow-through locations")
    gehuisvest = Junction("Gehuisvest", "Housed")
    met_bijstand = Stock("Gehuisveste statushouders met bijstand", "Housed status holders on social assistance")
    zonder_bijstand = Stock(
        "Gehuisveste statushouders zonder bijstand", "Housed status holders without social assistance"
    )

    # Vertrek
    naar_vertrek = Junction("Vertrekplichtig geworden", "Become obliged to leave")
    in_vertrektermijn = Delay("In de vertrektermijn", "In the departure period", "huishouden")
    na_termijn = Stock(
        "Na de vertrektermijn, niet vertrokken", "After the departure period, not departed", "huishouden"
    )

    # Ontheemden uit Oekraïne
    oekraine_gemeentelijk = Stock("Oekraïners in gemeentelijke opvang", "Ukrainians in municipal reception")
    oekraine_particulier = Stock("Oekraïners met eigen woonruimte", "Ukrainians with a home of their own")
    oekraine_vraagt_asiel = Stock(
        "Oekraïners in gemeentelijke opvang die asiel vragen", "Ukrainians in municipal reception who ask for asylum"
    )
    oekraine_vertrekt_gemeentelijk = Delay(
        "Oekraïners in gemeentelijke opvang die terugkeren", "Ukrainians in municipal reception who return"
    )
    oekraine_vertrekt_particulier = Delay(
        "Oekraïners met eigen woonruimte die terugkeren", "Ukrainians with a home who return"
    )

    # Plekken en personeel
    opvangplekken = Pool("Opvangplekken", "Reception places", "plaatssoort")
    doorstroomplekken = Pool("Plekken in doorstroomlocaties", "Places in flow-through locations")
    alternatieve_huisvesting = Pool("Plekken in alternatieve huisvesting", "Places in alternative housing")
    ind_medewerkers = Pool("Ingewerkte beslismedewerkers van de IND", "Trained decision staff of the IND", unit="fte")

    # Instroom
    eerste_aanvragen = Flow(buiten, in_procedure, "Eerste asielaanvragen", "First asylum applications")
    herhaalde_aanvragen = Flow(buiten, in_procedure, "Herhaalde asielaanvragen", "Repeat asylum applications")
    hervestiging = Flow(buiten, te_koppelen, "Hervestiging", "Resettlement")

    # Beslissen
    besluit = Flow(in_procedure, besloten, "Inhoudelijke besluiten", "Substantive decisions", fifo=True)
    besluit_buiten_volgorde = Flow(in_procedure, besloten, "Besluiten buiten de volgorde", "Decisions out of order")
    inwilliging = Flow(besloten, te_koppelen, "Inwilligingen", "Grants")
    afwijzing = Flow(besloten, afgewezen, "Afwijzingen", "Rejections")
    overig_afgedaan = Flow(in_procedure, afgedaan, "Overig afgedaan", "Otherwise closed")
    vertrek_uit_procedure = Flow(afgedaan, buiten, "Vertrek tijdens de procedure", "Departures during the procedure")
    afgedaan_naar_vertrek = Flow(afgedaan, naar_vertrek, "Afgedaan, vertrekplichtig", "Closed, obliged to leave")
    vergunning_verleend = Flow(
        buiten, herbeoordeling_gepland, "Vergunningen met herbeoordeling", "Permits to be re-assessed"
    )
    herbeoordeling_nodig = Flow(
        herbeoordeling_gepland, herbeoordelingen_open, "Nieuwe herbeoordelingen", "New re-assessments"
    )
    herbeoordeeld = Flow(herbeoordelingen_open, buiten, "Herbeoordelingen", "Re-assessments done")

    # Beroep
    beroep_ingesteld = Flow(afgewezen, in_beroep, "Beroepen", "Appeals")
    geen_beroep = Flow(afgewezen, naar_vertrek, "Afgewezen zonder beroep", "Rejected without appeal")
    uitspraak = Flow(in_beroep, uitgesproken, "Uitspraken in beroep", "Appeal rulings")
    beroep_gegrond = Flow(uitgesproken, in_procedure, "Beroep gegrond", "Appeals upheld")
    hoger_beroep_ingesteld = Flow(uitgesproken, in_hoger_beroep, "Hoger beroepen", "Further appeals")
    beroep_ongegrond = Flow(uitgesproken, naar_vertrek, "Beroep ongegrond", "Appeals dismissed")
    uitspraak_hoger = Flow(in_hoger_beroep, uitgesproken_hoger, "Uitspraken in hoger beroep", "Further appeal rulings")
    hoger_beroep_gegrond = Flow(uitgesproken_hoger, in_procedure, "Hoger beroep gegrond", "Further appeals upheld")
    hoger_beroep_ongegrond = Flow(
        uitgesproken_hoger, naar_vertrek, "Hoger beroep ongegrond", "Further appeals dismissed"
    )

    # Nareis
    nareis_aangemeld = Flow(buiten, nareis_in_te_dienen, "Nareis in het vooruitzicht", "Family reunification expected")
    nareisverzoek = Flow(nareis_in_te_dienen, nareis_open, "Nareisverzoeken", "Family reunification requests")
    nareis_onder_voorwaarden = Flow(
        nareis_in_te_dienen, nareis_in_wacht, "Nareis onder voorwaarden", "Family reunification under conditions"
    )
    nareis_voldoet = Flow(nareis_in_wacht, nareis_open, "Nareis: voorwaarden vervuld", "Conditions fulfilled")
    nareis_voldoet_niet = Flow(nareis_in_wacht, buiten, "Nareis: voorwaarden niet vervuld", "Conditions not fulfilled")
    nareisbesluit = Flow(nareis_open, nareis_besloten, "Nareisbesluiten", "Family reunification decisions", fifo=True)
    nareis_inwilliging = Flow(nareis_besloten, nareis_op_reis, "Nareis ingewilligd", "Family reunification granted")
    nareis_bezwaar = Flow(nareis_besloten, nareis_in_bezwaar, "Nareis: bezwaar", "Family reunification: objections")
    nareis_afwijzing = Flow(
        nareis_besloten, buiten, "Nareis afgewezen zonder bezwaar", "Family reunification rejected, no objection"
    )
    nareis_gegrond = Flow(nareis_in_bezwaar, nareis_open, "Nareis: bezwaar gegrond", "Objections upheld")
    nareis_ongegrond = Flow(nareis_in_bezwaar, buiten, "Nareis: bezwaar ongegrond", "Objections dismissed")
    nareis_niet_gekomen = Flow(nareis_op_reis, buiten, "Nareizigers die niet komen", "Family members who do not come")
    nareis_aankomst = Flow(nareis_op_reis, nareis_aangekomen, "Nareizigers", "Family members arriving")
    nareis_naar_opvang = Flow(nareis_aangekomen, te_koppelen, "Nareizigers naar de opvang", "Family to reception")
    nareis_bij_referent = Flow(nareis_aangekomen, gehuisvest, "Nareizigers bij de referent", "Family to the sponsor")

    # Huisvesting
    koppeling = Flow(te_koppelen, statushouders_in_opvang, "Koppelingen aan een gemeente", "Municipality assigned")
    huisvesting = Flow(
        statushouders_in_opvang, gehuisvest, "Huisvesting vanuit de opvang", "Housed from reception", fifo=True
    )
    alternatief_gehuisvest = Flow(
        statushouders_in_opvang, gehuisvest, "Alternatief gehuisvest", "Housed in alternative housing", fifo=True
    )
    naar_hotelregeling = Flow(
        statushouders_in_opvang, in_hotelregeling, "Naar de hotelregeling", "To the hotel scheme", fifo=True
    )
    uit_hotelregeling = Flow(
        in_hotelregeling, gehuisvest, "Gehuisvest uit de hotelregeling", "Housed from the hotel scheme"
    )
    naar_doorstroom = Flow(
        statushouders_in_opvang, in_doorstroom, "Naar doorstroomlocaties", "To flow-through locations", fifo=True
    )
    uit_doorstroom = Flow(in_doorstroom, gehuisvest, "Gehuisvest uit doorstroom", "Housed from flow-through")
    start_met_bijstand = Flow(gehuisvest, met_bijstand, "Gehuisvest met bijstand", "Housed, on social assistance")
    start_zonder_bijstand = Flow(
        gehuisvest, zonder_bijstand, "Gehuisvest zonder bijstand", "Housed, without assistance"
    )
    uit_bijstand = Flow(met_bijstand, zonder_bijstand, "Uit de bijstand", "Leaving social assistance")
    in_bijstand = Flow(zonder_bijstand, met_bijstand, "In de bijstand", "Entering social assistance")

    genaturaliseerd_met_bijstand = Flow(
        met_bijstand, buiten, "Genaturaliseerd, met bijstand", "Naturalised, on social assistance"
    )
    genaturaliseerd_zonder_bijstand = Flow(
        zonder_bijstand, buiten, "Genaturaliseerd, zonder bijstand", "Naturalised, without social assistance"
    )

    # Vertrek
    vertrekplicht = Flow(naar_vertrek, in_vertrektermijn, "Vertrekplichtigen", "Obliged to leave")
    termijn_verstreken = Flow(in_vertrektermijn, na_termijn, "Vertrektermijn verstreken", "Departure period ended")
    zelfstandig_vertrek = Flow(na_termijn, buiten, "Zelfstandig vertrek", "Independent departures")
    gedwongen_vertrek = Flow(na_termijn, buiten, "Gedwongen vertrek", "Forced departures")
    zonder_toezicht = Flow(na_termijn, buiten, "Vertrek zonder toezicht", "Departures without supervision")

    # Ontheemden uit Oekraïne
    oekraine_instroom = Flow(buiten, oekraine_gemeentelijk, "Instroom uit Oekraïne", "Arrivals from Ukraine")
    oekraine_eigen_woonruimte = Flow(
        oekraine_gemeentelijk, oekraine_particulier, "Oekraïners naar eigen woonruimte", "Ukrainians to a home"
    )
    oekraine_vertrek_gemeentelijk = Flow(
        oekraine_gemeentelijk, buiten, "Vertrek uit gemeentelijke opvang", "Departures from municipal reception"
    )
    oekraine_vertrek_particulier = Flow(
        oekraine_particulier, buiten, "Vertrek uit eigen woonruimte", "Departures from homes"
    )
    oekraine_asielvraag = Flow(
        oekraine_gemeentelijk, oekraine_vraagt_asiel, "Asielvraag na de bescherming", "Asylum after protection"
    )
    oekraine_in_procedure = Flow(
        oekraine_vraagt_asiel, in_procedure, "Asielaanvragen na de bescherming", "Asylum applications after protection"
    )
    oekraine_nieuwe_aanvragen = Flow(
        buiten, in_procedure, "Asielaanvragen van nieuwe Oekraïners", "Asylum applications of new Ukrainians"
    )
    oekraine_terugkeer_gemeentelijk = Flow(
        oekraine_gemeentelijk, oekraine_vertrekt_gemeentelijk, "Terugkeer uit opvang", "To return, from reception"
    )
    oekraine_terugkeer_particulier = Flow(
        oekraine_particulier, oekraine_vertrekt_particulier, "Terugkeer uit woningen", "To return, from homes"
    )
    oekraine_teruggekeerd_gemeentelijk = Flow(
        oekraine_vertrekt_gemeentelijk, buiten, "Teruggekeerd uit opvang", "Returned from reception"
    )
    oekraine_teruggekeerd_particulier = Flow(
        oekraine_vertrekt_particulier, buiten, "Teruggekeerd uit woningen", "Returned from homes"
    )

    def start(self) -> None:
        super().start()
        self.besluiten_genomen, self.nieuwe_vertrekplicht = self.clock.signal(), self.clock.signal()
