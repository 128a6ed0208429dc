"""What the model of municipal money can and cannot be used for; docs/gemeenten.md says the same."""

from __future__ import annotations

from simulate.vocabulary import Label

BIJSLUITER: tuple[tuple[Label, Label], ...] = (
    (
        Label("Gebruik het", "Use it"),
        Label(
            "om te zien met welke kans het gemeentefonds daalt, wat ramingsfouten gemeenten kosten en wat verrekenen "
            "zou "
            "opleveren, welke boeking van het kabinet de keten erachter draagt, en om maatregelen op dezelfde "
            "trekkingen te "
            "vergelijken.",
            "to see with what chance the municipal fund falls, what forecast errors cost municipalities and what "
            "settling them "
            "would give, which booking of the cabinet the chain behind it bears, and to compare measures on the same "
            "draws.",
        ),
    ),
    (
        Label("Gebruik het niet", "Do not use it"),
        Label(
            "voor één gemeente (er is één sector, geen verdeling), als begroting, of om te zeggen waar gemeenten op "
            "bezuinigen: hoe zij een gat dichten is van begin tot eind aanname.",
            "for one municipality (there is one sector, no distribution), as a budget, or to say what municipalities "
            "cut: how "
            "they close a gap is assumption from end to end.",
        ),
    ),
    (
        Label("De ruimte is een verschil met 2025", "The room is a difference with 2025"),
        Label(
            ", geen tekort. Wat ongewijzigde voorzieningen in 2025 kosten, is gelijkgesteld aan het structurele geld "
            "van dat "
            "jaar. Daarna groeien de lasten met de gemeten prijs en met wat er nodig is (1,4 % per jaar, 0,4 – 2,4). "
            "Wie denkt "
            "dat er in 2025 al te weinig was, telt dat erbij op.",
            ", no deficit. What unchanged services cost in 2025 is set equal to the lasting money of that year. From "
            "then on cost "
            "grows with the price as measured and with what is needed (1.4 % a year, 0.4 – 2.4). Who thinks that "
            "there was too "
            "little in 2025 adds that to it.",
        ),
    ),
    (
        Label("Twee peildata.", "Two dates of information."),
        Label(
            "De brief van de VNG kende de septembercirculaire van 2024; die staat er tot op de euro in "
            "(gemeenten-septembercirculaire-2024). De basis begint op 1 januari 2026 en kent de Voorjaarsnota 2025, in "
            "miljarden met één cijfer achter de komma, van gemeenten en provincies samen. De septembercirculaire van "
            "2025 is niet "
            "gevonden.",
            "The letter of the VNG knew the circular of September 2024, which is in it to the euro "
            "(gemeenten-septembercirculaire-2024). The baseline begins on 1 January 2026 and knows the spring "
            "memorandum of 2025, in "
            "billions to one decimal, of municipalities and provinces together. The circular of September 2025 was "
            "not found.",
        ),
    ),
    (
        Label("Ramingsfouten.", "Forecast errors."),
        Label(
            "De zeven jaren die de VNG noemt, wezen alle dezelfde kant op (1,04 punt te laag); drie eerdere najaren "
            "de andere. "
            "Het model neemt 0,6 punt, en of dat zo blijft is de grootste onzekerheid van het antwoord. Van samenhang "
            "tussen jaren "
            "zijn er te weinig paren om iets te schatten.",
            "The seven years that the VNG names all pointed one way (1.04 points too low), three earlier autumns the "
            "other. The "
            "model takes 0.6 points, and whether that lasts is the largest uncertainty of the answer. Of persistence "
            "there are too "
            "few pairs to estimate anything.",
        ),
    ),
    (
        Label("Fonds en accres zijn niet hetzelfde.", "The fund and the accres are not the same."),
        Label(
            "Het percentage gaat over 37,5 miljard (2024, herleid), het fonds keerde 43,8 miljard uit. Wat de "
            "tellingen naast het "
            "accres overlaten (taken die komen en gaan) is een brug, geen raming: kansen op een daling gaan over het "
            "fonds zonder "
            "die brug.",
            "The percentage is of 37.5 billion (2024, worked out), the fund paid 43.8 billion. What the counts leave "
            "over beside the "
            "accres (tasks that come and go) is a bridge, no forecast: chances of a fall are about the fund without "
            "that bridge.",
        ),
    ),
    (
        Label("Waar het het zwakst is:", "Where it is weakest:"),
        Label(
            "de groei van wat er nodig is, de ramingsfout, hoeveel statushouders er zonder de korting waren verwacht "
            "(daar noemt het "
            "ministerie geen getal bij), en hoe gemeenten een gat dichten. De VNG is partij: wat een maatregel doet, "
            "is bij haar een "
            "richting.",
            "the growth of what is needed, the forecast error, how many status holders were expected before the cut "
            "(the ministry "
            "gives no number), and how municipalities close a gap. The VNG is a party: what a measure does is a "
            "direction with it.",
        ),
    ),
)
