"""The answer to a question in sentences: value, interval, chance, what differs from the base, and what weighs most."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from simulate.comparing.asked import AskedOf
from simulate.comparing.statistics import INDEX, Difference
from simulate.engine.arrays import Array
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
from simulate.results.statistics import error_of_median, error_of_quantile
from simulate.scenario import Ask
from simulate.sensitivity.reasons import Reason
from simulate.views.card import ModelCard
from simulate.views.sensitivity.text import quantity
from simulate.views.striking import certain
from simulate.vocabulary import AXES, CHANCE, Label, Language

IN, ON = Label("In {year}", "In {year}"), Label("Eind {month} {year}", "At the end of {month} {year}")
VALUE = Label(
    "{when}: {outcome} {middle} {unit} (mediaan; 90 %: {interval}).",
    "{when}: {outcome} {middle} {unit} (median; 90 %: {interval}).",
)
EVENT = Label("{when}: {outcome} in {share} van de trekkingen.", "{when}: {outcome} in {share} of the draws.")
SAME = Label("{when}: {outcome} {middle} {unit} in elke trekking.", "{when}: {outcome} {middle} {unit} in every draw.")
CHANCE_OF = Label("De kans op {limit} is {share}.", "The chance of {limit} is {share}.")
AT_MOST, AT_LEAST = Label("hoogstens {0} {1}", "at most {0} {1}"), Label("minstens {0} {1}", "at least {0} {1}")
DIFFERS = Label(
    "Tegenover {base}: {middle} {unit} (90 %: {interval}), {direction}{chance}.",
    "Against {base}: {middle} {unit} (90 %: {interval}), {direction}{chance}.",
)
ALL_ALIKE = Label(
    "Tegenover {base}: {middle} {unit}, in elke trekking evenveel{chance}.",
    "Against {base}: {middle} {unit}, the same in every draw{chance}.",
)
BOTH_WAYS = Label(
    "lager in {lower} en hoger in {higher} van dezelfde trekkingen",
    "lower in {lower} and higher in {higher} of the same draws",
)
MOSTLY_SAME = Label(
    "lager in {lower}, hoger in {higher} en gelijk in {same} van dezelfde trekkingen",
    "lower in {lower}, higher in {higher} and the same in {same} of the same draws",
)
RARELY = Label(
    "Tegenover {base}: in {same} van dezelfde trekkingen geen verschil, in {lower} lager en in {higher} hoger{chance}.",
    "Against {base}: no difference in {same} of the same draws, lower in {lower} and higher in {higher}{chance}.",
)
ALL_LOWER = Label("lager in elk van dezelfde trekkingen", "lower in each of the same draws")
ALL_HIGHER = Label("hoger in elk van dezelfde trekkingen", "higher in each of the same draws")
EVENT_DIFFERS = Label(
    "Tegenover {base}: {change} {points}; alleen in {base} in {lower} en alleen hier in {higher} van dezelfde "
    "trekkingen.",
    "Against {base}: {change} {points}; only in {base} in {lower} and only here in {higher} of the same draws.",
)
NONE_SEEN = Label(
    "{when}, {outcome}: geen verschil met {base}, in geen enkele van de {draws} trekkingen{since}.",
    "{when}, {outcome}: no difference with {base}, in none of the {draws} draws{since}.",
)
LATER = Label(
    "; een verschil ontstaat pas in {month} {year}",
    "; a difference arises only in {month} {year}",
)
BEFORE = Label(
    "; een verschil was er wel eerder, vanaf {month} {year}",
    "; there was a difference earlier, from {month} {year}",
)
AT_NO_TIME = Label("; ook op geen ander moment van de run", "; nor is there at any other time of the run")
NOT_PAIRED = Label(
    "Tegenover {base} valt trekking voor trekking niets te zeggen: {reasons}.",
    "Against {base} nothing can be said draw by draw: {reasons}.",
)
CHANGED = Label("; die kans gaat van {old} naar {new}", "; that chance goes from {old} to {new}")
UNCHANGED = Label("; die kans blijft {old}", "; that chance stays {old}")
WEIGHS = Label("Wat het meest weegt: {reasons}.", "What weighs most: {reasons}.")
SETS_APART = Label(
    "Waardoor het verschil in de ene trekking anders is dan in de andere: {reasons}.",
    "Why the difference is another in one draw than in the next: {reasons}.",
)
ASKED = Label("{outcome} ({when})", "{outcome} ({when})")
ASKED_CHANCE = Label("{asked} en de kans op {limit}", "{asked} and the chance of {limit}")
UP, DOWN = (
    Label("{quantity} (hoger: meer)", "{quantity} (higher: more)"),
    Label("{quantity} (hoger: minder)", "{quantity} (higher: less)"),
)
NO_CHANGE = Label("geen verschil", "no difference")
CHANGE = Label("verschil {change}", "difference {change}")
LEAST_SAME = 0.005
"""Of fewer of the draws that are the same nothing is said."""
LEFT_OUT = Label("Wat hier niet in zit: {text}", "What is not in this: {text}")


def lines(answer: Answer, found: Sequence[Reason], card: ModelCard, language: Language) -> list[str]:
    """Write the answer of one run to one question: the question where it is in words, and what follows."""
    sentences = [value(answer, language)]
    if answer.met is not None:
        sentences.append(_chance(answer, language))
    sentences += filter(None, [_certain(answer, language), weighs(found, language), left_out(answer, card, language)])
    text = " ".join(sentences)
    return [f"{asked} {text}"] if (asked := _question(answer.ask, language)) else [text]


def weighs(found: Sequence[Reason], language: Language, said: Label = WEIGHS) -> str:
    """Write what weighs most; empty where nothing stands out."""
    named = "; ".join(
        (UP if one.correlation > 0 else DOWN).in_(language).format(quantity=quantity(one.quantity, language))
        for one in found
    )
    return said.in_(language).format(reasons=named) if named else ""


def left_out(answer: Answer, card: ModelCard, language: Language) -> str:
    """Write what the model leaves out that matters for an answer; empty where the card names nothing."""
    left = card.leaves_out.get(answer.ask.outcome)
    return LEFT_OUT.in_(language).format(text=left.in_(language)) if left else ""


def beside(asked: AskedOf, run: int, found: Sequence[Reason], base: str, unpaired: str, language: Language) -> str:
    """Write what the run numbered `run` says beside the base, which is called `base`: of the same only that it is so.

    `unpaired` says why it is not paired with the base; `found` is what weighs most in the difference.
    """
    answer, difference = asked.answers[run], asked.differences[run]
    if difference is not None and _same(difference):
        return NONE_SEEN.in_(language).format(
            when=when(answer, language), outcome=named(answer, language), base=base,
            draws=number(answer.values.size, language), since=_since(asked, run, language),
        )  # fmt: skip
    said = [value(answer, language)]
    said += [] if answer.met is None else [_chance(answer, language), _certain(answer, language)]
    if difference is None:
        said.append(NOT_PAIRED.in_(language).format(base=base, reasons=unpaired))
    else:
        said += [_differs(asked, run, difference, base, language), weighs(found, language, SETS_APART)]
    return " ".join(filter(None, said))


def _since(asked: AskedOf, run: int, language: Language) -> str:
    """Say when the two do differ, where they do not at the time that is asked."""
    first, answer = asked.apart[run], asked.answers[run]
    if first is None:
        return AT_NO_TIME.in_(language)
    later = first.year > answer.ask.year if answer.day is None and answer.ask.year else first > (answer.day or first)
    month = AXES["maand_van_het_jaar"].labels[first.month - 1].in_(language)
    return (LATER if later else BEFORE).in_(language).format(month=month, year=first.year)


def _same(difference: Difference) -> bool:
    return not difference.lower.any() and not difference.higher.any()


def change(asked: AskedOf, run: int, language: Language) -> str:
    """Write the median of the difference with the base for a table, in the unit of all answers; empty unpaired."""
    difference = asked.differences[run]
    if difference is None:
        return ""
    if _same(difference):
        return NO_CHANGE.in_(language)
    if asked.answers[run].unit == CHANCE:
        return CHANGE.in_(language).format(change=f"{_points(difference, language)} {POINTS.in_(language)}")
    scale = _together(asked.answers, language)
    low, middle, high = (difference.statistics[INDEX[name]].item() / scale.divisor for name in ("p5", "p50", "p95"))
    shown = within_error(decimals(max(abs(low), abs(high))), difference.error.item() / scale.divisor)
    return CHANGE.in_(language).format(change=signed(middle, language, shown))


def asks(answer: Answer, language: Language) -> str:
    """Name what is asked: `people without a place (at the end of June 2027) and the chance of at most 0 persons`."""
    at = when(answer, language)
    asked = ASKED.in_(language).format(outcome=named(answer, language), when=at[0].lower() + at[1:])
    return (
        asked if answer.met is None else ASKED_CHANCE.in_(language).format(asked=asked, limit=limit(answer, language))
    )


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
    return VALUE.in_(language).format(**words, interval=scale.interval(low, high, _errors(answer.values)))


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
    # What is the same in every draw has no interval.
    interval = "" if low == high else scale.interval(low, high, _errors(answer.values))
    return scale.value(middle), interval, chance


def _together(answers: Sequence[Answer], language: Language) -> Scale:
    ends = [abs(end) for answer in answers for end in _quantiles(answer)]
    errors = (error_of_median(answer.values) for answer in answers)
    error = min((error for error in errors if error > 0), default=math.nan)
    return _scale(answers[0], max((end for end in ends if np.isfinite(end)), default=0.0), language, error)


def _errors(values: Array) -> tuple[float, float]:
    """Compute the standard errors of the ends of the interval of nine in ten."""
    return error_of_quantile(values, 0.05), error_of_quantile(values, 0.95)


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
        limit=limit(answer, language), share=percent(float(answer.met.mean()), language)
    )


def _certain(answer: Answer, language: Language) -> str:
    if answer.certain is None or np.nanmin(answer.values) == np.nanmax(answer.values):
        return ""  # What is the same in every draw by itself needs no words about the draw that is nearest.
    scale = _scale(answer, abs(answer.nearest), language)
    return certain(answer, f"{scale.value(answer.nearest)} {scale.unit}", language)


def limit(answer: Answer, language: Language) -> str:
    """Word the limit that is asked: `at most 0 persons`."""
    most = answer.ask.at_most is not None
    bound = answer.ask.at_most if most else answer.ask.at_least
    assert bound is not None
    if answer.unit == CHANCE:
        return (AT_MOST if most else AT_LEAST).in_(language).format(percent(bound, language), "").strip()
    scale = _scale(answer, abs(bound), language)
    return (AT_MOST if most else AT_LEAST).in_(language).format(scale.value(bound), scale.unit)


def _scale(answer: Answer, largest: float, language: Language, error: float = math.nan) -> Scale:
    """Choose unit and decimals: three digits of the largest number, and no more than a standard error allows."""
    divisor, unit = scaled(answer.unit, largest, language)
    per = PER_YEAR if answer.day is None else PER_MONTH
    shown = within_error(decimals(largest / divisor), error / divisor)
    return Scale(divisor, over_time(unit, answer.kind, per, language), shown, language)


def _differs(asked: AskedOf, run: int, difference: Difference, base: str, language: Language) -> str:
    new = asked.answers[run]
    low, middle, high = (difference.statistics[INDEX[name]].item() for name in ("p5", "p50", "p95"))
    if new.unit == CHANCE:
        return EVENT_DIFFERS.in_(language).format(
            base=base, change=_points(difference, language), points=POINTS.in_(language),
            lower=percent(difference.lower.item(), language), higher=percent(difference.higher.item(), language),
        )  # fmt: skip
    scale = _scale(new, max(abs(low), abs(high)), language, difference.error.item())
    values = asked.paired(run)
    words = {
        "base": base,
        "middle": scale.signed(middle),
        "unit": POINTS.in_(language) if new.unit == SHARE else scale.unit,
        "chance": _chances(asked.answers[0], new, language),
    }
    if scale.signed(float(np.nanmin(values))) == scale.signed(float(np.nanmax(values))):
        return ALL_ALIKE.in_(language).format(**words)
    lower, higher = difference.lower.item(), difference.higher.item()
    if low == high == 0:
        shares = {
            name: percent(share, language)
            for name, share in (("lower", lower), ("higher", higher), ("same", 1 - lower - higher))
        }
        return RARELY.in_(language).format(**words, **shares)
    return DIFFERS.in_(language).format(
        **words,
        interval=scale.signed_interval(low, high, _errors(values)),
        direction=direction(lower, higher, language),
    )


def direction(lower: float, higher: float, language: Language) -> str:
    """Write in which share of the draws it is lower, higher or the same."""
    if lower == 1 or higher == 1:
        return (ALL_LOWER if lower == 1 else ALL_HIGHER).in_(language)
    same = 1 - lower - higher
    return (
        (MOSTLY_SAME if same > LEAST_SAME else BOTH_WAYS)
        .in_(language)
        .format(lower=percent(lower, language), higher=percent(higher, language), same=percent(same, language))
    )


def _points(difference: Difference, language: Language) -> str:
    """Write how a share of the draws changes, in points."""
    mean = 100 * difference.statistics[INDEX["mean"]].item()
    return signed(mean, language, within_error(min(1, decimals(mean)), 100 * difference.error.item()))


def _chances(old: Answer, new: Answer, language: Language) -> str:
    """Write how the chance of the limit changes, where there is one."""
    if new.met is None or old.met is None:
        return ""
    before, after = (percent(float(one.met.mean()), language) for one in (old, new) if one.met is not None)
    return (UNCHANGED if before == after else CHANGED).in_(language).format(old=before, new=after)
