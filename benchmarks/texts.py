"""What docs/snelheid.md says around its tables."""

from __future__ import annotations

from benchmarks import commands, names

INTRODUCTION = """\
Gemeten op {machine}; {versions}. De hele meting duurde {minutes} minuten; de wet is in {rounds} rondes gemeten.

**Vergelijk alleen verhoudingen.** Machines verschillen, en dezelfde machine verschilt van uur tot uur. Daarom komt
elke manier in elke ronde aan de beurt, tellen seconden van de processor (van alle processen samen) en wordt een
verhouding binnen een ronde genomen. In de tabellen staat de mediaan, met de laagste en de hoogste ronde tussen
haakjes."""

LAW = """\
## De wet, op allerlei manieren

Eén wet van een asielketen: tien jaar per maand, twaalf provincies, 31 willekeurige getallen per maand, zeventien
reeksen die helemaal worden bewaard. [benchmarks/law.py](../benchmarks/law.py) zegt hem in woorden. Vóór het meten
wordt nagegaan dat alle manieren dezelfde gemiddelden geven. Eén kern, in het geheugen."""

WAYS = {
    names.NUMBERS: "alleen de getallen: 3.720 normale trekkingen, SFC64",
    names.NUMBA: "lus in numba, trekking voor trekking, afgeronde aantallen",
    names.NUMBA_PHILOX: "dezelfde lus, met het soort getallen van de motor (Philox)",
    names.ENGINE: "**de motor**: SimPy, gedeclareerde voorraden en stromen, exacte aantallen",
    names.ADDRESSED: "numpy-lus per maand, met de getallen van de motor",
    names.PLAIN: "numpy-lus per maand, afgeronde aantallen",
    names.NO_WAITING: "dezelfde lus, zonder wachttijden",
    names.SIMPY: "SimPy, een omgeving per trekking",
    names.MESA: "Mesa",
    names.SALABIM: "salabim",
    names.CIW: "Ciw, met honderd keer zo weinig mensen",
}

LAW_GOAL = """\
Doel: ten minste {goal} van de numba-lus. Het is {got}: {reached}. De lus is zo snel als wij hem konden schrijven.
Hij doet minder: zijn aantallen zijn afgerond en zijn getallen hangen af van alles wat eerder is getrokken. Die van
de motor zijn exact en horen bij een naam, een maand en een trekking."""

LIBRARIES = """\
**Mesa en salabim** kennen getallen en kunnen de wet. Het rekenwerk is dat van de SimPy-versie, een getal tegelijk;
de bibliotheek doet de klok en het bewaren. In Mesa is elke stap een instelling (agent) en bewaart de
`DataCollector` alle reeksen. In salabim is elke stap een component en heeft elke landelijke reeks een monitor;
reeksen per provincie staan in een array. Apart gemeten, in een Python die niets anders deed, haalde salabim 85
trekkingen per seconde; waarom het hier zoveel minder kan zijn, weten wij niet.

**Ciw** kent alleen klanten en geen aantallen. De wet past erin, met iedereen als klant: beslissen en huisvesten
zijn *slots* per maand, wie intrekt haakt af (*reneging*). Maar bij elke gebeurtenis loopt Ciw langs iedereen die er
is, en met meer dan honderdduizend mensen duurt één trekking dan vele uren (geschat). Daarom is Ciw gemeten met
{people} keer zo weinig mensen; de uitkomsten zijn vergeleken met die van de wet in een kleinere maat."""

EMA = """\
## EMA Workbench

Opnieuw gemeten in dezelfde rondes. De SimPy-versie van de wet (een omgeving per trekking) is de functie van een
`Model` met vijf onzekerheden, verdeeld als in de wet, en zeventien `ArrayOutcome`s: alle reeksen.
`MultiprocessingEvaluator` met {cores} processen, {draws} experimenten per ronde, de gewone Latin-hypercube. De
processen zijn gestart en hebben alles geïmporteerd voordat de klok loopt. Op schijf is één ongecomprimeerd
numpy-bestand, het snelste dat er is; `save_results` van EMA zelf staat erbij. De motor schrijft {engine} trekkingen
met {cores} processen, als zarr, met controle."""

EMA_WAYS = {
    names.EMA: "EMA Workbench, alleen rekenen",
    names.EMA_DISK: "EMA Workbench, uitkomsten op schijf",
    names.EMA_SAVE: "EMA Workbench, uitkomsten door `save_results`",
    names.ENGINE: "de motor, alleen rekenen, één proces",
    names.ENGINE_DISK: "**de motor, uitkomsten op schijf**, met de start van zijn processen",
    names.ENGINE_DISK_STARTED: "de motor, uitkomsten op schijf, nadat zijn processen gestart zijn",
}

EMA_GOAL = """\
Doel: ten minste {goal} keer EMA met uitkomsten op schijf. Het is {got}, als van geen van beide het starten van de
processen telt: {reached}. Telt dat van de motor wel mee, dan is het {from_start}. Alleen rekenen, aan beide
kanten: {computing} keer.

**Wat staat er tussen dit en {far}?** EMA kost {ema} µs processortijd per trekking. {far} keer zo snel is dus
{budget} µs per trekking, met alles erbij. De motor rekent {engine} µs, bewaart {writing} µs en is {starting} µs
kwijt aan het starten van zijn processen (dat laatste wordt minder bij meer trekkingen). De 3.720 normale getallen
alleen, zonder er iets mee te doen, kosten numpy al {numbers} µs. De numba-lus, die niets bewaart, kost {numba} µs
en komt zelf op {most} keer."""

MODELS = """\
## De modellen

Een blok is 1.000 trekkingen van tien jaar. `zorg` rekent elk jaar de zorgvraag van de hele bevolking uit; dat kost
tijd en geen willekeurige getallen, dus het staat er ook zonder."""

NARROW = """\
**Weinig trekkingen.** Wat minder trekkingen kosten, met een heel blok van hetzelfde model als 1. De rest is Python
per aanroep."""

LINEAR = """\
## Groter

De wet met {places} gemeenten in plaats van twaalf provincies: **{got} trekkingen per seconde op één kern**. Doel:
{goal}; {reached}.

De laatste kolom zegt hoe ver het verste punt van de rechte lijn ligt. Is dat een paar procent, dan groeien de kosten
lineair; is het meer, dan niet. De twee andere maten zijn telkens 1.000 trekkingen, 120 maanden en 12 provincies; van
de rondes telt de laagste. Tegen plaatsen wordt het geheugen van de reeksen hergebruikt, zoals in een run: de laagste
ronde is er niet de eerste."""

START = """\
## Starten

Seconden van de processor. Bij de eerste keer worden de kernels gecompileerd en bewaard."""

STARTS = {
    commands.PYTHON: "Python zonder iets",
    "--help": "`simulate --help`",
    "list": "`simulate list`",
    "check asiel.yaml": "`simulate check asiel.yaml`",
    commands.FIRST: "vijftig trekkingen van de wet, kernels nog niet gecompileerd",
    commands.SECOND: "vijftig trekkingen van de wet, kernels gecompileerd",
}

MEMORY = """\
## Geheugen

Hele opdrachten met samenvatting en figuren, één keer gemeten. Het geheugen is dat van alle processen samen; wat zij
delen telt één keer."""
