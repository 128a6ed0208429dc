"""What care demand and its waiting lists can and cannot be used for; docs/zorg.md says the same."""

from __future__ import annotations

from simulate.vocabulary import Label

BIJSLUITER: tuple[tuple[Label, Label], ...] = (
    (
        Label("Gebruik het", "Use it"),
        Label(
            "om bedragen van het eigen risico op dezelfde trekkingen te vergelijken, om verschuiving van financiering "
            "van gedrag te onderscheiden, om te zien wie het draagt naar leeftijd en inkomen, om te zien of personeel, "
            "budget of vraag een lijst langer maakt, en om te vinden waar een antwoord op rust.",
            "to compare deductibles on the same draws, to tell a shift of financing from behaviour, to see who bears "
            "it by age and income, to see which of staff, budget and demand makes a list longer, and to find what an "
            "answer rests on.",
        ),
    ),
    (
        Label("Gebruik het niet", "Do not use it"),
        Label(
            "om een premie of wachttijd van één jaar te voorspellen, om een provincie, ziekenhuis, specialisme of mate "
            "van urgentie te beoordelen (daarvan zijn geen tellingen: de sleutels zijn aannames), voor ggz buiten "
            "vraag en kosten (die heeft hier geen wachtlijst), voor langdurige zorg, of om te zeggen of gemeden zorg "
            "nodig was.",
            "to forecast a premium or a waiting time of one year, to judge a province, a hospital, a specialty or a "
            "degree of urgency (there are no counts: the keys are assumptions), for mental care beyond demand and cost "
            "(it has no waiting list here), for long-term care, or to say whether care that is avoided was needed.",
        ),
    ),
    (
        Label("De referentie is 385 euro in elk jaar", "The reference is 385 euro in every year"),
        Label(
            ", ook na 2026, zonder indexatie. Alles wat een scenario via het eigen risico “doet”, is daartegenover, in "
            "dezelfde trekking. In euro's van het jaar: prijzen stijgen met 2,8 % per jaar (2,0 – 3,6), in één jaar "
            "meer of minder.",
            ', also after 2026, without indexation. Everything that a scenario "does" through the deductible is '
            "against that, in the same draw. In euros of the year: prices rise by 2.8 % a year (2.0 – 3.6), in single "
            "years by more or less.",
        ),
    ),
    (
        Label("Gevraagd is niet gegeven.", "Asked for is not given."),
        Label(
            "zorgvraag_effect is vraag. Ziekenhuiszorg die via een wachtlijst gaat, wordt alleen betaald voor zover "
            "die gedaan kan worden, zodat de netto collectieve kosten kleiner zijn dan de vraag.",
            "zorgvraag_effect is demand. Hospital care that goes by a waiting list is paid only as far as it can be "
            "done, so the net public cost is smaller than the demand.",
        ),
    ),
    (
        Label("Drie dingen zijn niet meegeteld.", "Three things are not counted."),
        Label(
            "Gewonnen of verloren gezondheid. Wat verzekeraars of ziekenhuizen doen als een premie stijgt. Een andere "
            "keuze van vrijwillig eigen risico: 13 % heeft er een, van gemiddeld 419 euro, en houdt het, hoe hoog het "
            "verplichte ook is.",
            "Health gained or lost. What insurers or hospitals do when a premium rises. Another choice of voluntary "
            "deductible: 13 % have one, of 419 euro on average, and they keep it whatever the compulsory one is.",
        ),
    ),
    (
        Label("Waar het het zwakst is:", "Where it is weakest:"),
        Label(
            "hoe sterk mensen vanaf 65 reageren (gevoeligheid_oud), wat mensen van hun eigen kosten weten "
            "(gekend_risico, waarvoor geen bron is en waar het meest van afhangt), hoeveel behandelingen een patiënt "
            "heeft (dat bepaalt wat een maximum per behandeling doet), hoeveel gemeden zorg terugkomt, en welk deel "
            "van de ziekenhuisuitgaven via een lijst gaat.",
            "how strongly people from 65 answer (gevoeligheid_oud), what people know of their own cost (gekend_risico, "
            "which no source gives and on which most depends), how many treatments a patient has (it decides what a "
            "maximum per treatment does), how much avoided care comes back, and what part of hospital spending goes by "
            "a list.",
        ),
    ),
    (
        Label("Grenzen.", "Limits."),
        Label(
            "Geen provincies, geen specialismen één voor één, geen urgentie die ooit is geteld. De ggz heeft geen "
            "lijst. Het vrijwillig eigen risico blijft zoals het is. Eén budget voor alle ziekenhuizen; geen "
            "verzekeraars, geen contracten. De verdeling van groei over prijs en volume is een gok waar personeel en "
            "wachttijden op rusten.",
            "No provinces, no specialties one by one, no urgency that was ever counted. Mental care has no list. The "
            "voluntary deductible is kept as it is. One budget for all hospitals; no insurers, no contracts. The split "
            "of growth into price and volume is a guess on which staff and waits rest.",
        ),
    ),
)
