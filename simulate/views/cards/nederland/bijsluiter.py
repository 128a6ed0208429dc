"""The leaflet of the systems together: what coupling adds, and what may not be read from it."""

from __future__ import annotations

from simulate.vocabulary import Label

BIJSLUITER: tuple[tuple[Label, Label], ...] = (
    (
        Label("Wat het is.", "What it is."),
        Label(
            "De modellen van asiel, wonen, zorg en gemeentegeld lopen in één klok, trekking voor trekking. Wat het "
            "ene stelsel het andere vertelt, heet een koppeling, en elke koppeling heeft een sterkte van 0 tot 1 "
            "die een parameter is. Op 0 is elk stelsel precies wat het alleen is.",
            "The models of asylum, housing, care and municipal money run in one clock, draw by draw. What one system"
            " tells another is a coupling, and every coupling has a strength from 0 to 1 that is a parameter. At 0"
            " every system is exactly what it is by itself.",
        ),
    ),
    (
        Label("Rekenen, bewijs en aanname.", "Arithmetic, evidence and assumption."),
        Label(
            "Dat een woning waar een statushouder in trekt niet voor een ander is, is rekenen. Dat er sneller uit"
            " de opvang verhuisd wordt als er meer vrijkomt, is rekenen zodra het deel voor statushouders "
            "vaststaat, en dat deel is geteld met een spreiding. Dat personeel dat het ene stelsel aanneemt in "
            "het andere ontbreekt, is een aanname zonder maat: die staat uit, en is alleen een telling. Dat krap "
            "gemeentegeld woningen kost, zeggen gemeenten zelf, zonder maat: die is gekozen, breed, en staat aan.",
            "That a home that a status holder moves into is not there for another is arithmetic. That people "
            "leave reception sooner when more falls vacant is arithmetic once the share for status holders is "
            "given, and that share was counted, with a spread. That staff hired by one system is missing in "
            "another is an assumption without a size: it is off, and only an account. That short municipal money "
            "costs homes is what municipalities say, without a size: it is chosen, wide, and on.",
        ),
    ),
    (
        Label("Lees verschillen, geen niveaus.", "Read differences, not levels."),
        Label(
            "Een koppeling geeft veranderingen door tegen het eerste jaar. Het verschil tussen een run met en een"
            " zonder maatregel is wat telt; hoe hoog het woningtekort staat, zegt het woningmodel en niet deze "
            "koppeling.",
            "A coupling passes changes against the first year. The difference between a run with and one without "
            "a measure is what counts; how high the housing shortage stands is said by the housing model and not "
            "by this coupling.",
        ),
    ),
    (
        Label("Wie in de opvang wacht, telt niet als tekort.", "Who waits in reception is no shortage."),
        Label(
            "Blijven statushouders langer in de opvang, dan vormen zij geen huishouden en daalt het gemeten "
            "woningtekort. Dat is schijn: kijk daarom ook naar het tekort met wie in de opvang wacht.",
            "When status holders stay longer in reception they form no household, and the measured housing "
            "shortage falls. That is an illusion: so look at the shortage with those who wait in reception as "
            "well.",
        ),
    ),
)
