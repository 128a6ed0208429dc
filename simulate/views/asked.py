"""The answer to a question in sentences: value, interval, chance, what differs from the base, and what weighs most."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from simulate.comparing.asked import AskedOf
from simulate.comparing.statistics import INDEX, Difference
from simulate.dutch.translating import translate
from simulate.render.numbers import (
    PER_MONTH,
    PER_YEAR,
    POINTS,
    SHARE,
    Scale,
    decimals,
    entry_label,
    number,
    over_time,
    percent,
    scaled,
    signed,
    within_error,
)
from simulate.results.asked import Answer
from simulate.results.statistics import error_of_median
from simulate.scenario import Ask
from simulate.sensitivity.reasons import Reason
from simulate.views.card import ModelCard
from simulate.views.sensitivity.text import quantity
from simulate.views.striking import certain
from simulate.vocabulary import AXES, CHANCE, Label, Language

IN, ON = Label("In {year}", "In {year}"), Label("Eind {month} {year}", "At the end of {month} {year}")
VALUE = Label(
    "{when}: {outcome} {middle} {unit} (mediaan; 90 %: {low} – {high}).",
    "{when}: {outcome} {middle} {unit} (median; 90 %: {low} – {high}).",
)
EVENT = Label("{when}: {outcome} in {share} van de trekkingen.", "{when}: {outcome} in {share} of the draws.")
SAME = Label("{when}: {outcome} {middle} {unit} in elke trekking.", "{when}: {outcome} {middle} {unit} in every draw.")
CHANCE_OF = Label("De kans op {limit} is {share}.", "The chance of {limit} is {share}.")
AT_MOST, AT_LEAST = Label("hoogstens {0} {1}", "at most {0} {1}"), Label("minstens {0} {1}", "at least {0} {1}")
DIFFERS = Label(
    "Tegenover {base}: {middle} {unit} (90 %: {low} – {high}); lager in {lower} en hoger in {higher} van dezelfde "
    "trekkingen{chance}.",
    "Against {base}: {middle} {unit} (90 %: {low} – {high}); lower in {lower} and higher in {higher} of the same "
    "draws{chance}.",
)
EVENT_DIFFERS = Label(
    "Tegenover {base}: {change} {points}; alleen in {base} in {lower} en alleen hier in {higher} van dezelfde "
    "trekkingen.",
    "Against {base}: {change} {points}; only in {base} in {lower} and only here in {higher} of the same draws.",
)
NONE_SEEN = Label(
    "Tegenover {base}: geen verschil, in geen enkele van de {draws} trekkingen.",
    "Against {base}: no difference, in none of the {draws} draws.",
)
NOT_PAIRED = Label(
    "Tegenover {base} valt trekking voor trekking niets te zeggen: {reasons}.",
    "Against {base} nothing can be said draw by draw: {reasons}.",
)
CHANGED = Label("; die kans gaat van {old} naar {new}", "; that chance goes from {old} to {new}")
WEIGHS = Label("Wat het meest weegt: {reasons}.", "What weighs most: {reasons}.")
UP, DOWN = (
    Label("{quantity} (hoger: meer)", "{quantity} (higher: more)"),
    Label("{quantity} (hoger: minder)", "{quantity} (higher: less)"),
)
LEFT_OUT = Label("Wat hier niet in zit: {text}", "What is not in this: {text}")


def lines(answer: Answer, found: Sequence[Reason], card: ModelCard, language: Language) -> list[str]:
    """Write the answer of one run to one question: the question where it is in words, and what follows."""
    sentences = [value(answer, language)]
    if answer.met is not None:
        sentences.append(_chance(answer, language))
    sentences += filter(None, [_certain(answer, language)])
    if found:
        named = "; ".join(
            (UP if one.correlation > 0 else DOWN).in_(language).format(quantity=quantity(one.quantity, language))
            for one in found
        )
        sentences.append(WEIGHS.in_(language).format(reasons=named))
    if left := card.leaves_out.get(answer.ask.outcome):
        sentences.append(LEFT_OUT.in_(language).format(text=left.in_(language)))
    text = " ".join(sentences)
    return [f"{asked} {text}"] if (asked := _question(answer.ask, language)) else [text]


def of_runs(
    asked: AskedOf | str, labels: Sequence[str], unpaired: Sequence[str], card: ModelCard, language: Language
) -> list[str]:
    """Write what every run says to a question, the base first; `unpaired` says why a run is not paired with it."""
    if isinstance(asked, str):
        return [translate(asked, language)]
    base, *others = asked.answers
    first = lines(base, (), card, language)[0]
    return [
        f"{labels[0]}. {first}" if others else first,
        *(
            f"{labels[run]}. {_beside(asked, run, one, labels[0], unpaired[run], language)}"
            for run, one in enumerate(others, start=1)
        ),
    ]


def _beside(asked: AskedOf, run: int, answer: Answer, base: str, unpaired: str, language: Language) -> str:
    """Write what a run says beside the base: only that it says the same where it does."""
    against = compared(asked, run, base, unpaired, language)
    if _same(asked.differences[run]):
        return f"{when(answer, language)}, {named(answer, language)}: {against}"
    chance = [] if answer.met is None else [_chance(answer, language), _certain(answer, language)]
    return " ".join(filter(None, (value(answer, language), *chance, against)))


def _same(difference: Difference | None) -> bool:
    return difference is not None and not difference.lower.any() and not difference.higher.any()


def compared(asked: AskedOf, run: int, base: str, unpaired: str, language: Language) -> str:
    """Write what the run numbered `run` says differently than the base, which is called `base`."""
    difference = asked.differences[run]
    if difference is None:
        return NOT_PAIRED.in_(language).format(base=base, reasons=unpaired)
    answer = asked.answers[run]
    if _same(difference):
        return NONE_SEEN.in_(language).format(base=base, draws=number(answer.values.size, language))
    return _differs(asked, run, difference, base, language)


def value(answer: Answer, language: Language) -> str:
    """Write the median and the interval of nine in ten; of an event the share of the draws."""
    outcome = named(answer, language)
    if answer.unit == CHANCE:
        return EVENT.in_(language).format(
            when=when(answer, language), outcome=outcome, share=percent(float(np.nanmean(answer.values)), language)
        )
    low, middle, high = _quantiles(answer)
    scale = _scale(answer, max(abs(low), abs(high)), language, error_of_median(answer.values))
    words = {"when": when(answer, language), "outcome": outcome, "middle": scale.value(middle), "unit": scale.unit}
    if low == high:
        return SAME.in_(language).format(**words)
    return VALUE.in_(language).format(**words, low=scale.value(low), high=scale.value(high))


def when(answer: Answer, language: Language) -> str:
    """Say of which year or month an answer is."""
    if answer.day is None:
        return IN.in_(language).format(year=answer.ask.year)
    month = AXES["maand_van_het_jaar"].labels[answer.day.month - 1].in_(language)
    return ON.in_(language).format(month=month, year=answer.day.year)


def unit(answers: Sequence[Answer], language: Language) -> str:
    """Name the unit in which the answers of several runs to one question are written."""
    return "" if answers[0].unit == CHANCE else _together(answers, language).unit


def numbers(answer: Answer, answers: Sequence[Answer], language: Language) -> tuple[str, str, str]:
    """Write the median, the interval of nine in ten and the chance of the limit, in the unit of all `answers`."""
    chance = "" if answer.met is None else percent(float(answer.met.mean()), language)
    if answer.unit == CHANCE:
        return percent(float(np.nanmean(answer.values)), language), "", chance
    low, middle, high = _quantiles(answer)
    scale = _together(answers, language)
    return scale.value(middle), scale.interval(low, high), chance


def _together(answers: Sequence[Answer], language: Language) -> Scale:
    ends = [abs(end) for answer in answers for end in _quantiles(answer)]
    errors = (error_of_median(answer.values) for answer in answers)
    error = min((error for error in errors if error > 0), default=math.nan)
    return _scale(answers[0], max((end for end in ends if np.isfinite(end)), default=0.0), language, error)


def _quantiles(answer: Answer) -> tuple[float, float, float]:
    known = answer.values[~np.isnan(answer.values)]
    if not known.size:
        return (float("nan"),) * 3
    low, middle, high = np.quantile(known, (0.05, 0.5, 0.95))
    return float(low), float(middle), float(high)


def named(answer: Answer, language: Language) -> str:
    """Name the part that is asked for, in the middle of a sentence."""
    label = (answer.label_nl if language == "nl" else answer.label) + entry_label(answer.axis, answer.entry, language)
    return label[0].lower() + label[1:]


def _question(ask: Ask, language: Language) -> str:
    return ask.text.in_(language) if ask.text is not None else ""


def _chance(answer: Answer, language: Language) -> str:
    assert answer.met is not None
    return CHANCE_OF.in_(language).format(
        limit=_limit(answer, language), share=percent(float(answer.met.mean()), language)
    )


def _certain(answer: Answer, language: Language) -> str:
    if answer.certain is None:
        return ""
    scale = _scale(answer, abs(answer.nearest), language)
    return certain(answer, f"{scale.value(answer.nearest)} {scale.unit}", language)


def _limit(answer: Answer, language: Language) -> str:
    most = answer.ask.at_most is not None
    limit = answer.ask.at_most if most else answer.ask.at_least
    assert limit is not None
    if answer.unit == CHANCE:
        return (AT_MOST if most else AT_LEAST).in_(language).format(percent(limit, language), "").strip()
    scale = _scale(answer, abs(limit), language)
    return (AT_MOST if most else AT_LEAST).in_(language).format(scale.value(limit), scale.unit)


def _scale(answer: Answer, largest: float, language: Language, error: float = math.nan) -> Scale:
    """Choose unit and decimals: three digits of the largest number, and no more than a standard error allows."""
    divisor, unit = scaled(answer.unit, largest, language)
    per = PER_YEAR if answer.day is None else PER_MONTH
    shown = within_error(decimals(largest / divisor), error / divisor)
    return Scale(divisor, over_time(unit, answer.kind, per, language), shown, language)


def _differs(asked: AskedOf, run: int, difference: Difference, base: str, language: Language) -> str:
    old, new = asked.answers[0], asked.answers[run]
    low, middle, high = (difference.statistics[INDEX[name]].item() for name in ("p5", "p50", "p95"))
    scale = _scale(new, max(abs(low), abs(high)), language, difference.error.item())
    points = POINTS.in_(language)
    if new.unit == CHANCE:
        mean = difference.statistics[INDEX["mean"]].item()
        return EVENT_DIFFERS.in_(language).format(
            base=base, change=signed(100 * mean, language, decimals(100 * mean)), points=points,
            lower=percent(difference.lower.item(), language), higher=percent(difference.higher.item(), language),
        )  # fmt: skip
    chance = ""
    if new.met is not None and old.met is not None:
        chance = CHANGED.in_(language).format(
            old=percent(float(old.met.mean()), language), new=percent(float(new.met.mean()), language)
        )
    return DIFFERS.in_(language).format(
        base=base, unit=points if new.unit == SHARE else scale.unit,
        middle=scale.signed(middle), low=scale.signed(low), high=scale.signed(high),
        lower=percent(difference.lower.item(), language), higher=percent(difference.higher.item(), language),
        chance=chance,
    )  # fmt: skip
