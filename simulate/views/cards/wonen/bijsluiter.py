"""What housing production can and cannot be used for; docs/wonen.md says the same."""

from __future__ import annotations

from simulate.vocabulary import Label

BIJSLUITER: tuple[tuple[Label, Label], ...] = (
    (
        Label("Gebruik het", "Use it"),
        Label(
            "om maatregelen op dezelfde trekkingen te vergelijken, om te zien waar de rij heen gaat als één rem "
            "loslaat, om te zien hoezeer een antwoord afhangt van wat als nieuwe woning telt, en om te vinden waar een "
            "antwoord op rust.",
            "to compare measures on the same draws, to see where the queue goes when one brake is released, to see how "
            "much an answer depends on what is counted as a new home, and to find what an answer rests on.",
        ),
    ),
    (
        Label("Gebruik het niet", "Do not use it"),
        Label(
            "om de opleveringen van één jaar te voorspellen, om gemeenten te beoordelen, voor prijzen, huren of rente, "
            "of om kleine verschillen te lezen tussen maatregelen waarvan de omvang een aanname is.",
            "to forecast the completions of a single year, to judge individual municipalities, for prices, rents or "
            "interest rates, or to read small differences between measures whose size is marked as an assumption.",
        ),
    ),
    (
        Label("Drie tellingen, nooit gemengd.", "Three counts, never mixed."),
        Label(
            "Nieuwbouw is wat wordt opgeleverd. Bruto telt transformatie, splitsen en optoppen, en flexwoningen mee, "
            "min andere onttrekkingen (samenvoegen, ander gebruik), zoals het CBS telt. Netto gaat daar sloop af. "
            "De programma's noemen 100.000 zonder steeds te zeggen "
            "waarvan; daarom wordt het doel op elke telling apart beoordeeld, per kalenderjaar, en is er geen totaal "
            "over de drie.",
            "Nieuwbouw is what is completed. Bruto adds conversion, splitting and topping up, and flexible homes, less "
            "other withdrawals (homes joined or given another use), as Statistics Netherlands counts. Netto takes off "
            "demolition. The programmes say 100,000 without always saying of "
            "what, so the goal is judged on each count by itself, per calendar year, and there is no total over them.",
        ),
    ),
    (
        Label("Vergunningen zijn de BAG-telling", "Permits are the BAG count"),
        Label(
            "(94.000 in 2024). De enquête telde er in dat jaar 67.000; die twee worden nooit aan elkaar geplakt. De "
            "pijplijn aan het begin hoort bij de BAG-telling.",
            "(94,000 in 2024). The survey counted 67,000 in that year; the two are never spliced. The pipeline at the "
            "start belongs to the BAG count.",
        ),
    ),
    (
        Label("Potentie wordt niet opgeteld.", "Potential is not added."),
        Label(
            "De 70.000 woningen van de grote locaties en de 130.000 van de kwetsbare gebieden zitten in de plannen die "
            "er al zijn. Hun maatregelen veranderen hoe snel plannen hard worden en hoeveel er afvallen, nooit hoeveel "
            "er zijn.",
            "The 70,000 homes of the large sites and the 130,000 of the vulnerable areas are inside the plan stock. "
            "Their measures change how fast plans become hard and how many are dropped, never how many there are.",
        ),
    ),
    (
        Label("Wat de documenten niet zeggen.", "What the documents do not say."),
        Label(
            "De programma's geven doelen en richtingen, zelden omvang. De omvang van de meeste maatregelen is een "
            "ruime aanname met een reden, en uitkomsten erven dat.",
            "The programmes give goals and directions, seldom sizes. The size of most measures is a wide assumption "
            "with a reason (role: assumption), and results inherit that.",
        ),
    ),
    (
        Label("Waar het het zwakst is:", "Where it is weakest:"),
        Label(
            "waar woningen op wachten, want niemand telt waarom een vergunde woning niet is begonnen; hoeveel plannen "
            "op geld wachten (80.000 aan het begin is een aanname), hoe verliezen verdeeld zijn en hoeveel "
            "investeerders kunnen dragen; hoeveel woningen in congestiegebied kunnen worden aangesloten; arbeid in "
            "de bouw, waarvan alleen het totaal bekend is; en hoeveel aanvragen op vergunningverleners wachten, "
            "waarvan geen landelijke telling is gevonden: alleen welk deel van de gemeenten zegt tekort te komen.",
            "what homes wait for, since nobody counts why a permitted home has not been started; how many plans wait "
            "for money (80,000 at the start is an assumption), how losses are spread and how much investors can take; "
            "how many homes can be connected in congested areas; building labour, of which only the total is known; "
            "and how many applications wait for staff, of which no national count was found: only which part of "
            "municipalities says it is short.",
        ),
    ),
    (
        Label("Grenzen.", "Limits."),
        Label(
            "Een heel programma is het product van tientallen maatregelen, de meeste met een aangenomen en meestal "
            "gunstig effect: lees het totaal als wat zou volgen als bijna alles een beetje werkt, en bekijk de "
            "maatregelen één voor één.",
            "A whole programme is the product of dozens of measures, most of them with an assumed, mostly favourable "
            "effect: read its total as what would follow if nearly all of it worked a little, and look at the measures "
            "one by one.",
        ),
    ),
)
