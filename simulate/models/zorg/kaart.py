"""The map of hospital care: where patients are from referral to treatment, and where its staff comes from.

Read it as the diagram in `docs/zorg-keten.md`, which is drawn from it. Patients are counted by urgency and by group of
specialties. Care that is avoided and comes back later waits outside the hospital. The demand for care of the population
is no stock: it is an array over ages, sexes and incomes (`gedrag.py`), from which the referrals follow.
"""

from __future__ import annotations

from simulate.engine.delays import Delay
from simulate.engine.model import Model
from simulate.engine.queues import Queue
from simulate.engine.stocks import Flow, Junction, Outside, Stock
from simulate.vocabulary import AXES, Label

PATIENT = ("urgentie", "specialisme")
LEEFTIJDEN = AXES["leeftijd"].entries
SPOED, DRINGEND, REGULIER = range(3)
WEKEN_PER_JAAR = 365.2425 / 7
WEKEN_PER_MAAND = WEKEN_PER_JAAR / 12


class Kaart(Model):
    """Stocks and flows of hospital care."""

    name = "zorg"
    title = Label("Zorgvraag, wachtlijsten en eigen risico", "Care demand, waiting lists and the deductible")

    buiten = Outside()

    # Patiënten
    wacht_op_polikliniek = Queue("Wacht op een eerste consult", "Waiting for a first visit", PATIENT)
    gezien = Junction("Gezien op de polikliniek", "Seen at the outpatient clinic", PATIENT)
    wacht_op_behandeling = Queue("Wacht op een behandeling", "Waiting for a treatment", PATIENT)
    uitgestelde_zorg = Delay("Gemeden zorg die terugkomt", "Avoided care that will come back")

    # Personeel van ziekenhuizen
    in_opleiding = Delay("In opleiding voor het ziekenhuis", "In training for hospital work")
    uitgeleerd = Junction("Uitgeleerd", "At the end of training")
    medewerkers = Stock("Medewerkers van ziekenhuizen", "Hospital staff")

    # Van verwijzing naar behandeling
    verwijzing = Flow(buiten, wacht_op_polikliniek, "Verwijzingen", "Referrals")
    consult = Flow(wacht_op_polikliniek, gezien, "Eerste consulten", "First visits", fifo=True)
    behandeling_nodig = Flow(gezien, wacht_op_behandeling, "Op de wachtlijst voor behandeling", "Listed for treatment")
    klaar_na_consult = Flow(gezien, buiten, "Klaar na het consult", "Done after the visit")
    behandeling = Flow(wacht_op_behandeling, buiten, "Behandelingen", "Treatments", fifo=True)
    uitval_poli = Flow(wacht_op_polikliniek, buiten, "Van de lijst voor het consult", "Left the list before the visit")
    uitval_behandeling = Flow(
        wacht_op_behandeling, buiten, "Van de lijst voor de behandeling", "Left the list before treatment"
    )

    # Gemeden zorg
    zorg_uitgesteld = Flow(buiten, uitgestelde_zorg, "Zorg gemeden die terugkomt", "Care avoided that will come back")
    teruggekeerd = Flow(uitgestelde_zorg, wacht_op_polikliniek, "Teruggekeerd na mijden", "Came back after avoiding")

    # Personeel
    begint_opleiding = Flow(buiten, in_opleiding, "Begint een opleiding", "Begins training")
    opleiding_klaar = Flow(in_opleiding, uitgeleerd, "Opleiding ten einde", "Training ends")
    opgeleid = Flow(uitgeleerd, medewerkers, "Opgeleid en aangenomen", "Trained and hired")
    opleiding_afgebroken = Flow(uitgeleerd, buiten, "Opleiding zonder baan", "Training without a job")
    zij_instroom = Flow(buiten, medewerkers, "Zij-instroom", "Hired from elsewhere")
    uitstroom = Flow(medewerkers, buiten, "Uitstroom", "Staff who leave")
