"""What would surprise a reader, in sentences: against a document, certain in all draws, or without any effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from simulate.comparing.against import Against, Moved
from simulate.comparing.comparison import Comparison
from simulate.comparing.targets import TargetChances
from simulate.finding.origins import Maker, driven, origin
from simulate.finding.routes import Route
from simulate.registry import model
from simulate.render.numbers import entry_label, in_two_digits, number, percent, scale
from simulate.render.values import amount, limit
from simulate.results.asked import Answer
from simulate.results.inert import Inert, Outside, Why, inert, outside
from simulate.scenario import Direction, Parameter, Scenario, model_of
from simulate.views.cited import cited
from simulate.vocabulary import Label, Language

STRIKING = Label("Wat opvalt", "What stands out")
GOES: dict[Direction, Label] = {"lower": Label("lager", "lower"), "higher": Label("hoger", "higher")}
SAYS = Label(
    "Door ‘{measure}’ zou dit {goes} worden, zegt {source}: {outcome}.",
    "By ‘{measure}’ this would become {goes}, says {source}: {outcome}.",
)
SAYS_AWAY = Label(
    "Door ‘{measure}’ zou dit {goes} worden, zegt {source}, en zonder die maatregel dus het omgekeerde: {outcome}.",
    "By ‘{measure}’ this would become {goes}, says {source}, and so the reverse without that measure: {outcome}.",
)
SEEN = Label(
    "Het model laat het andersom zien: gemiddeld over {years} {mean} {unit} (standaardfout {error}; lager in {lower} "
    "en hoger in {higher} van dezelfde trekkingen).",
    "The model shows it the other way round: on average over {years} {mean} {unit} (standard error {error}; lower in "
    "{lower} and higher in {higher} of the same draws).",
)
WAY = Label(
    "Dat loopt zo: {parameters} telt mee in het proces {makers}, en dat bepaalt {outcomes}.",
    "It goes like this: {parameters} is read by the process {makers}, which makes {outcomes}.",
)
TOGETHER = Label("Wat daar samen mee telt: {parameters}.", "What counts there together with it: {parameters}.")
THEN = Label(", daarna ", ", then ")
BESIDE = Label("Op die weg verandert het meest: {moved}.", "What changes most on that way: {moved}.")
MOVED = Label("{outcome} {mean} {unit}", "{outcome} {mean} {unit}")
NOT_ALONE = Label(
    "Er verschilt meer dan deze maatregel: simulate explain op dezelfde twee mappen zegt wat waarvan komt.",
    "More differs than this measure: simulate explain of the same two folders tells what comes from what.",
)
MET = Label(
    "Het doel ‘{target}’ ({limit}) wordt in elk van de {draws} trekkingen gehaald: de krapste heeft nog {size} over.",
    "The target ‘{target}’ ({limit}) is met in each of the {draws} draws: the tightest has {size} to spare.",
)
MISSED = Label(
    "Het doel ‘{target}’ ({limit}) wordt in geen van de {draws} trekkingen gehaald: het scheelt altijd minstens "
    "{size}.",
    "The target ‘{target}’ ({limit}) is met in none of the {draws} draws: it is always off by {size} or more.",
)
OF_RUN = Label("{size} ({run})", "{size} ({run})")
TARGET_OUTSIDE = Label(
    "Over het doel ‘{target}’ zegt deze run niets: het vraagt {wanted}, en de run heeft als hele jaren {years}.",
    "This run says nothing of the target ‘{target}’: it asks for {wanted}, and as whole years the run has {years}.",
)
NO_YEARS = Label("er geen", "none")
NEAREST = Label(
    "Ook de trekking die er het dichtst bij komt, haalt het niet: {nearest}.",
    "Even the draw that comes nearest does not reach it: {nearest}.",
)
NEAREST_MET = Label(
    "Ook de ongunstigste trekking haalt het: {nearest}.", "Even the least favourable draw reaches it: {nearest}."
)
RULE = Label(
    "Een kans van minder dan {least} is met zoveel trekkingen niet van {zero} te onderscheiden.",
    "With so many draws a chance of less than {least} cannot be told from {zero}.",
)
RULE_SURE = Label(
    "Een kans van meer dan {least} is met zoveel trekkingen niet van {zero} te onderscheiden.",
    "With so many draws a chance of more than {least} cannot be told from {zero}.",
)
MADE_IN = Label("Waar het in het model vandaan komt: {makers}.", "Where it comes from in the model: {makers}.")
WHY: dict[Why, Label] = {
    "after": Label(
        "‘{measure}’ doet hier niets: hij begint op {begin} of later, en de run eindigt voor {end}.",
        "‘{measure}’ does nothing here: it begins on {begin} or later, and the run ends before {end}.",
    ),
    "before": Label(
        "‘{measure}’ doet hier niets: hij eindigt op {until}, voordat de run begint.",
        "‘{measure}’ does nothing here: it ends on {until}, before the run begins.",
    ),
    "never": Label(
        "‘{measure}’ doet hier niets: de kans dat hij er komt is 0 %.",
        "‘{measure}’ does nothing here: the chance that it comes is 0 %.",
    ),
    "told": Label(
        "‘{measure}’ doet hier zelf niets: wat hij zou doen met {parameters}, komt in deze run door een koppeling.",
        "‘{measure}’ does nothing here by itself: in this run what it would do to {parameters} comes by a coupling.",
    ),
    "unread": Label(
        "‘{measure}’ doet hier niets: geen proces van het model leest wat hij verandert ({parameters}).",
        "‘{measure}’ does nothing here: no process of the model reads what it changes ({parameters}).",
    ),
    "same": Label(
        "‘{measure}’ doet hier niets: hij geeft {parameters} de waarde die er al geldt.",
        "‘{measure}’ does nothing here: it gives {parameters} the value that is in force already.",
    ),
}
NOTHING = Label(
    "Van wat hier wordt verteld verschilt niets, in geen trekking en in geen jaar, hoewel er iets anders in ging: dat "
    "werkt op andere uitkomsten, of het komt nadat het model ernaar keek.",
    "Nothing that is told here differs, in any draw or year, though something else went in: that acts on other "
    "outcomes, or it comes after the model looked at it.",
)
WOULD = Label("Anders zou hij werken op: {outcomes}.", "Else it would act on: {outcomes}.")
FEW = 3
"""Outcomes or processes that are named in a sentence."""
NO_CHANCE = 3.0
"""Of n draws none in which something happens: in one case of twenty its chance is more than 3 / n."""


def of_scenario(scenario: Scenario, language: Language) -> list[str]:
    """Say which measures can do nothing, and which targets the run says nothing of."""
    return [
        *(_inert(scenario, one, language) for one in inert(scenario)),
        *(_outside(one, language) for one in outside(scenario)),
    ]


def of_comparison(comparison: Comparison, labels: Sequence[str], language: Language) -> list[str]:
    """Say what stands out in runs that are called `labels`: what is true of several of them once."""
    said: dict[str, list[str]] = {}
    for run, compared in enumerate(comparison.runs):
        mine = [
            *(_against(one, comparison, language) for one in comparison.against if one.run == run),
            *(of_scenario(compared.scenario, language) or _nothing(comparison, run, language)),
        ]
        for one in mine:
            said.setdefault(one, []).append(labels[run])
    for chances in comparison.chances:
        for runs, one in _certain(chances, comparison, labels, language):
            said.setdefault(one, []).extend(runs)
    several = len(comparison.runs) > 1
    return [f"{', '.join(names)}. {one}" if several else one for one, names in said.items()]


def _nothing(comparison: Comparison, run: int, language: Language) -> list[str]:
    """Say that a run of other inputs than those of the base has the same numbers."""
    decide = any(change.kind not in ("run", "target") for change in comparison.inputs[run])
    if run not in comparison.paired or not decide:
        return []
    differs = any((one.lower[run] > 0).any() or (one.higher[run] > 0).any() for one in comparison.outcomes)
    return [] if differs else [NOTHING.in_(language)]


def certain(answer: Answer, nearest: str, language: Language) -> str:
    """Say of an answer that is the same in all draws how near the nearest of them is, and where it comes about."""
    happens = answer.certain
    if happens is None:
        return ""
    near = (NEAREST_MET if happens else NEAREST).in_(language).format(nearest=nearest) if answer.met is not None else ""
    draws = int((~np.isnan(answer.values)).sum())
    made = made_in(answer.model, answer.ask.outcome, language) if answer.model else ""
    return " ".join(filter(None, (near, sure(draws, happens, language), made)))


def sure(draws: int, happens: bool, language: Language) -> str:
    """Say how far draws that are all alike leave another chance open."""
    least = min(1.0, NO_CHANCE / draws)
    if happens:
        return RULE_SURE.in_(language).format(least=percent(1 - least, language), zero=percent(1.0, language))
    return RULE.in_(language).format(least=percent(least, language), zero=percent(0.0, language))


def made_in(name: str, outcome: str, language: Language) -> str:
    """Name the processes in which an outcome comes about; empty where the code of the model shows none."""
    makers = [maker.label.in_(language) for maker in origin(name, outcome).makers]
    return MADE_IN.in_(language).format(makers=_few(makers)) if makers else ""


def _few(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    return ", ".join(every[:FEW]) + (", …" if len(every) > FEW else "")


def _against(one: Against, comparison: Comparison, language: Language) -> str:
    says = SAYS_AWAY if one.taken_away else SAYS
    known = comparison.base.scenario.parameters | comparison.runs[one.run].scenario.parameters
    seen, error = one.seen, float(one.seen.by.error)
    scaled = scale(seen.units, seen.kind, abs(seen.mean), language, error=error)
    sentences = [
        says.in_(language).format(
            measure=one.measure.label.in_(language),
            goes=GOES[one.expected.goes].in_(language),
            source=cited(one.expected.source, language),
            outcome=_named(seen, language),
        ),
        one.expected.note.in_(language) if one.expected.note else "",
        SEEN.in_(language).format(
            years=_span(one.years),
            mean=scaled.signed(seen.mean),
            unit=scaled.unit,
            error=scaled.size(error),
            lower=percent(float(seen.by.lower), language),
            higher=percent(float(seen.by.higher), language),
        ),
        way(one.route, comparison.base.record.model, known, language) if one.route else "",
    ]
    if one.beside:
        sentences.append(BESIDE.in_(language).format(moved="; ".join(_moved(each, language) for each in one.beside)))
    if not one.alone:
        sentences.append(NOT_ALONE.in_(language))
    return " ".join(filter(None, sentences))


def way(route: Route, name: str, known: Mapping[str, Parameter], language: Language) -> str:
    """Write along which parameters, processes and outcomes of the model called `name` a measure works."""
    outcomes = model(name).outcomes()

    def named(names: Iterable[str]) -> str:
        return _few(f"‘{known[one].label.in_(language)}’" for one in names if one in known)

    said = WAY.in_(language).format(
        parameters=named(route.parameters),
        makers=_few(_maker(maker, language) for maker in route.makers),
        outcomes=THEN.in_(language).join(f"‘{outcomes[one].label.in_(language)}’" for one in route.outcomes),
    )
    together = _few(_valued(known[one], language) for one in route.together if one in known)
    return f"{said} {TOGETHER.in_(language).format(parameters=together)}" if together else said


def _valued(parameter: Parameter, language: Language) -> str:
    """Name a parameter with the value that it ends at, where that is one number."""
    last, label = parameter.values[-1].value, parameter.label.in_(language)
    if isinstance(last, tuple):
        return f"‘{label}’"
    return f"‘{label}’ ({amount(last, parameter.axis, language, parameter.unit)})"


def _maker(maker: Maker, language: Language) -> str:
    """Name a process; in the language of the domain with what it says of itself."""
    said = maker.description.rstrip(".") if language == "nl" else ""
    return f"‘{maker.label.in_(language)}’" + (f" ({said[0].lower() + said[1:]})" if said else "")


def _moved(one: Moved, language: Language) -> str:
    scaled = scale(one.units, one.kind, abs(one.mean), language, error=float(one.by.error))
    return MOVED.in_(language).format(outcome=_named(one, language), mean=scaled.signed(one.mean), unit=scaled.unit)


def _named(one: Moved, language: Language) -> str:
    label = one.label.in_(language) + (entry_label(one.axis, one.part.entry, language) if one.part.entry else "")
    return label[0].lower() + label[1:]


def _span(years: Sequence[int]) -> str:
    if len(years) > 1 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def _certain(
    chances: TargetChances, comparison: Comparison, labels: Sequence[str], language: Language
) -> Iterator[tuple[list[str], str]]:
    """Say of a target that all draws or none meet it by how much; of all runs of which that is so together."""
    target, attrs = chances.named.target, comparison.base.outcomes[chances.named.target.outcome].attrs
    for verdict in (1.0, 0.0):
        runs = [run for run, met in enumerate(chances.met) if met == verdict]
        if not runs:
            continue
        draws = min(comparison.runs[run].draws for run in runs)
        sizes = [_size(abs(chances.nearest[run]), attrs["units"], attrs["kind"], language) for run in runs]
        size = sizes[0]
        if len(set(sizes)) > 1:
            each = zip(sizes, runs, strict=True)
            size = "; ".join(OF_RUN.in_(language).format(size=one, run=labels[run]) for one, run in each)
        said = (MET if verdict else MISSED).in_(language).format(
            target=target.label.in_(language),
            limit=limit(target, attrs["units"], language),
            draws=number(draws, language),
            size=size,
        )  # fmt: skip
        made = made_in(comparison.base.record.model, target.outcome, language)
        yield [labels[run] for run in runs], " ".join(filter(None, (said, sure(draws, bool(verdict), language), made)))


def _size(nearest: float, units: str, kind: str, language: Language) -> str:
    """Write by how much the nearest draw is off: two digits of what one draw says."""
    scaled = scale(units, kind, nearest, language)
    return f"{in_two_digits(nearest / scaled.divisor, language, scaled.decimals)} {scaled.unit}"


def _inert(scenario: Scenario, one: Inert, language: Language) -> str:
    measure = one.measure
    effects = (effect.parameter for effect in measure.effects)
    changed = list(dict.fromkeys(measure.elsewhere if one.why == "told" else effects))
    known = scenario.parameters
    said = (
        WHY[one.why]
        .in_(language)
        .format(
            measure=measure.label.in_(language),
            begin=measure.start,
            until=measure.until,
            end=one.end,
            parameters=_few(f"‘{known[name].label.in_(language)}’" if name in known else name for name in changed),
        )
    )
    names = [] if one.why in ("told", "unread") else list(_would_act_on(changed, language))
    return f"{said} {WOULD.in_(language).format(outcomes=_few(names))}" if names else said


def _would_act_on(parameters: Sequence[str], language: Language) -> Iterator[str]:
    """Name the outcomes of each model whose parameters these are."""
    for name in dict.fromkeys(model_of(parameter) for parameter in parameters):
        outcomes = model(name).outcomes()
        yield from (outcomes[one].label.in_(language) for one in driven(name, parameters))


def _outside(one: Outside, language: Language) -> str:
    target = one.target
    wanted = [target.by] if target.by is not None else target.years
    return TARGET_OUTSIDE.in_(language).format(
        target=target.label.in_(language),
        wanted=", ".join(map(str, wanted)),
        years=_span(one.years) if one.years else NO_YEARS.in_(language),
    )
