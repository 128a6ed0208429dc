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
        Label("De referentie is de wet", "The reference is the law"),
        Label(
            ", dat is 385 euro tot en met 2026 en daarna geïndexeerd met wat zorg per verzekerde kost (mediaan zo'n "
            "400 in 2027 en 430 in 2029). Alles wat een scenario via het eigen risico “doet”, is daartegenover, in "
            "dezelfde trekking; 385 euro houden kost dus ook. In euro's van het jaar: prijzen stijgen met 2,8 % per "
            "jaar (2,0 – 3,6), in één jaar meer of minder.",
            ", that is 385 euro up to and including 2026, and indexed with the cost of care per insured person "
            'after it (median some 400 in 2027 and 430 in 2029). Everything that a scenario "does" through the '
            "deductible is against that, in the same draw; so keeping 385 euro has a cost too. In euros of the "
            "year: prices rise by 2.8 % a year (2.0 – 3.6), in single years by more or less.",
        ),
    ),
    (
        Label("Gevraagd is niet gegeven.", "Asked for is not given."),
        Label(
            "zorgvraag_effect is vraag. Ziekenhuiszorg die via een wachtlijst gaat, kost geld in het jaar waarin "
            "die wordt gegeven, en niets als dat nooit gebeurt (niet_geleverd), zodat de netto collectieve kosten "
            "kleiner zijn dan in officiële ramingen, die zo'n grens niet noemen. "
            "zorg-eigen-risico-165-aanbod-volgt leest zoals zij.",
            "zorgvraag_effect is demand. Hospital care that goes by a waiting list costs money in the year in which "
            "it is given, and none if it never is (niet_geleverd), so the net public cost is smaller than in "
            "official estimates, which name no such limit. zorg-eigen-risico-165-aanbod-volgt reads as they do.",
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
            "heeft en of men de prijs ervan in euro's of als deel van de kosten weegt (dat bepaalt wat een maximum per "
            "behandeling doet, ook of het zorg uitlokt of remt), hoeveel gemeden zorg terugkomt, en welk deel "
            "van de ziekenhuisuitgaven via een lijst gaat.",
            "how strongly people from 65 answer (gevoeligheid_oud), what people know of their own cost "
            "(gekend_risico, which no source gives and on which most depends), how many treatments a patient has "
            "and whether the price of one is weighed in euros or as a share of its cost (it decides what a maximum "
            "per treatment does, also whether it adds care or holds it back), how much avoided care comes back, and "
            "what part of hospital spending goes by a list.",
        ),
    ),
    (
        Label("Grenzen.", "Limits."),
        Label(
            "Geen provincies, geen specialismen één voor één, geen urgentie die ooit is geteld. Alleen ziekenhuizen "
            "hebben lijsten en personeel: de ruim 100.000 wachtenden van de ggz (oktober 2025), de 18.000 voor een "
            "verpleeghuis (september 2025) en de tekorten daar staan er niet in. Het vrijwillig eigen risico blijft "
            "zoals het is. Eén budget voor alle ziekenhuizen; geen verzekeraars, geen contracten. De verdeling van "
            "groei over prijs en volume is een gok waar personeel en wachttijden op rusten.",
            "No provinces, no specialties one by one, no urgency that was ever counted. Only hospitals have lists and "
            "staff: the over 100,000 who wait for mental care (October 2025), the 18,000 for a nursing home (September "
            "2025) and the shortages there are not in it. The "
            "voluntary deductible is kept as it is. One budget for all hospitals; no insurers, no contracts. The split "
            "of growth into price and volume is a guess on which staff and waits rest.",
        ),
    ),
)
