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
            "om de instroom van één jaar te voorspellen (het niveau is een autoregressie: niemand voorspelt oorlogen), "
            "om gemeenten te beoordelen, of om kleine verschillen te lezen tussen maatregelen waarvan de omvang een "
            "aanname is. De bovenkant na vijf jaar neemt aan dat alleen IND-personeel, opvang en huisvesting zich aan "
            "een crisis aanpassen; regeringen zouden ingrijpen.",
            "to forecast a single year's inflow (its level is an autoregression: nobody forecasts wars), to judge "
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
            "nareis (27.000, 50.000 of 66.000, al naar wie telt), wat gemeenten aanbieden als de spreidingswet wordt "
            "ingetrokken (er is geen voorbeeld), en wie na een afwijzing nog in de opvang is.",
            "the split by prospect (no public counts of open cases), the size of the family reunification queue "
            "(27,000, 50,000 or 66,000, depending on who counts), what municipalities offer when the Spreidingswet is "
            "repealed (no precedent), and who still lives in reception after a rejection.",
        ),
    ),
    (
        Label("Grenzen.", "Limits."),
        Label(
            "Standen van een maand, niet van een dag in het hoogseizoen. Beleid werkt niet terug op de instroom, "
            "tenzij een maatregel dat zegt. Kinderen en volwassenen zijn niet apart, er zijn geen nationaliteiten en "
            "geen gemeenten. Provincies zijn een verdeelsleutel voor statushouders en plekken. Eén prijspeil voor alle "
            "kosten per eenheid. Als de tijdelijke bescherming eindigt, vraagt naar aanname niemand asiel aan.",
            "Counts of a month, not of a day in the peak season. No feedback from policy to inflow except where a "
            "measure says so. No children and adults apart, no nationalities, no municipalities. Provinces are an "
            "allocation key for status holders and places. One price level for all unit costs. When temporary "
            "protection ends, nobody is assumed to apply for asylum instead.",
        ),
    ),
)
