"""What the asylum chain can and cannot be used for; docs/asiel.md says the same."""

from __future__ import annotations

from simulate.vocabulary import Label

BIJSLUITER: tuple[tuple[Label, Label], ...] = (
    (
        Label("Gebruik het", "Use it"),
        Label(
            "om maatregelen op dezelfde trekkingen te vergelijken, om te zien hoe breed een eerlijk antwoord is, om te "
            "vinden waar een antwoord op rust, en om te zien wat volgt als een maatregel later of niet komt.",
            "to compare measures on the same draws, to see how wide an honest answer is, to find what an answer rests "
            "on, and to see what follows when a measure comes late or not at all.",
        ),
    ),
    (
        Label("Gebruik het niet", "Do not use it"),
        Label(
            "om de instroom van één jaar te voorspellen (het niveau dwaalt van jaar op jaar: niemand voorspelt "
            "oorlogen), om gemeenten te beoordelen, of om kleine verschillen te lezen tussen maatregelen waarvan de "
            "omvang een aanname is. De bovenkant na vijf jaar neemt aan dat alleen IND-personeel, opvang en "
            "huisvesting zich aan een crisis aanpassen; regeringen zouden ingrijpen.",
            "to forecast a single year's inflow (its level wanders from year to year: nobody forecasts wars), to judge "
            "individual municipalities, or to read small differences between measures whose size is marked as an "
            "assumption. The upper tail beyond five years assumes that nothing but IND staff, reception and housing "
            "adapts to a crisis; governments would act.",
        ),
    ),
    (
        Label("Wat de documenten niet zeggen.", "What the documents do not say."),
        Label(
            "De programma's geven richtingen, zelden omvang. De omvang van de meeste maatregelen is een ruime aanname "
            "met een reden, en uitkomsten erven dat.",
            "The programmes give directions, seldom sizes. The size of most measures is a wide assumption with a "
            "reason (role: assumption), and results inherit that.",
        ),
    ),
    (
        Label("Waar het het zwakst is:", "Where it is weakest:"),
        Label(
            "de verdeling naar kansrijkheid (open zaken worden zo niet openbaar geteld), de lengte van de rij voor "
            "nareis (27.000 eind 2023, een jaar later 66.000 volgens berichten, ruim 75.000 met verzoeken op grond van "
            "het recht op gezinsleven), wat mensen uit Oekraïne doen als de bescherming eindigt, wat gemeenten "
            "aanbieden als de spreidingswet wordt ingetrokken (er is geen voorbeeld), en wie na een afwijzing nog in "
            "de opvang is.",
            "the split by prospect (no public counts of open cases), the size of the family reunification queue "
            "(27,000 at the end of 2023, 66,000 reported a year later, over 75,000 with requests under human rights "
            "law), what people from Ukraine do when protection ends, what municipalities offer when the Spreidingswet "
            "is repealed (no precedent), and who still lives in reception after a rejection.",
        ),
    ),
    (
        Label("Wat het weet.", "What it knows."),
        Label(
            "Het recht van 1 januari 2026, en tellingen die een dag tot dan beschrijven en uiterlijk 31 maart 2026 "
            "zijn gepubliceerd. Aangenomen recht dat later begint zit erin: de procedures van het Pact vanaf 12 juni "
            "2026, bescherming van mensen uit Oekraïne tot 4 maart 2027. De opvang is het laatst geteld op 6 januari "
            "2025 (72.610 mensen die er recht op hebben); op 1 januari 2026 volgt zij uit de groepen, 70 tot 76 "
            "duizend.",
            "The law of 1 January 2026, and counts that describe a day up to it and were published by 31 March 2026. "
            "Adopted law that starts later is in it: the procedures of the Pact from 12 June 2026, protection of "
            "people from Ukraine to 4 March 2027. Reception was last counted on 6 January 2025 (72,610 people with a "
            "right to it); on 1 January 2026 it follows from the groups, 70 to 76 thousand.",
        ),
    ),
    (
        Label("Officiële cijfers ernaast.", "Official figures beside it."),
        Label(
            "asiel-mpp-laag en asiel-mpp-hoog hebben de instroom van het minimum en het maximum die het ministerie op "
            "26 september 2025 voor 2026 publiceerde (39.000 en 67.100; een midden is niet gepubliceerd), "
            "asiel-vng-2024 de 78.780 van de brief van de VNG, waarbij een gemiddelde bezetting van 149.400 in 2026 en "
            "meer dan 132.000 daarna hoorde. In 2025 kwamen er zo'n 42.500 mensen.",
            "asiel-mpp-laag and asiel-mpp-hoog have the inflow of the minimum and the maximum that the ministry "
            "published on 26 September 2025 for 2026 (39,000 and 67,100; a middle was not published), asiel-vng-2024 "
            "the 78,780 of the letter of the VNG, which went with a mean occupancy of 149,400 in 2026 and more than "
            "132,000 after it. In 2025 some 42,500 people came.",
        ),
    ),
    (
        Label("Mediaan en gemiddelde uit elkaar.", "Median and mean part."),
        Label(
            "Instroom en rijen hebben een lange staart naar boven: de gemiddelde bezetting ligt in 2030 een tiende en "
            "in 2035 een kwart boven haar mediaan. Wie elke plek moet betalen wil het gemiddelde, wie vraagt wat het "
            "waarschijnlijkst is de mediaan.",
            "Inflow and queues have a long upper tail: the mean of occupancy lies some tenth above its median in 2030 "
            "and a quarter in 2035. A planner who pays for every place wants the mean, one who asks what is likeliest "
            "the median.",
        ),
    ),
    (
        Label("Grenzen.", "Limits."),
        Label(
            "Standen van een maand, niet van een dag in het hoogseizoen. Beleid werkt niet terug op de instroom, "
            "tenzij een maatregel dat zegt. Kinderen en volwassenen zijn niet apart, er zijn geen nationaliteiten en "
            "geen gemeenten. Provincies zijn een verdeelsleutel voor statushouders en plekken. Opvang van mensen die "
            "er geen recht op hebben (LVV, waarvan het rijksgeld op 1 januari 2025 stopte) zit er niet in. Eén "
            "prijspeil voor alle kosten per eenheid. Dublin en veilige landen zijn één spoor, zonder overdrachten die "
            "mislukken en terugkomen.",
            "Counts of a month, not of a day in the peak season. No feedback from policy to inflow except where a "
            "measure says so. No children and adults apart, no nationalities, no municipalities. Provinces are an "
            "allocation key for status holders and places. Shelter for people without a right to reception (LVV, whose "
            "State money ended on 1 January 2025) is not in it. One price level for all unit costs. Dublin and safe "
            "countries are one track, without transfers that fail and come back.",
        ),
    ),
)
