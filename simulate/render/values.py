"""Values, distributions, roles, statuses and limits as text: the one place where each is worded."""

from __future__ import annotations

from collections.abc import Mapping

from simulate.comparing.change import entries_of
from simulate.render.localise import grouped
from simulate.render.numbers import MOST_DECIMALS, POINTS, SHARE, calibrated, number, scaled
from simulate.scenario import Distribution, Effect, Numbers, Origin, Parameter, Role, Status, Target
from simulate.vocabulary import AXES, CHANCE, UNITS, Label, Language

ROLES: Mapping[Role, Label] = {
    "policy": Label("programma of wet", "programme or law"),
    "observed": Label("waarneming", "observation"),
    "forecast": Label("raming", "forecast"),
    "estimated": Label("schatting", "estimate"),
    "claimed": Label("stelling van een belanghebbende", "claim of an interested party"),
    "assumption": Label("aanname", "assumption"),
    "switch": Label("schakelaar", "switch"),
}
STATUSES: Mapping[Status, Label] = {
    "adopted": Label("aangenomen", "adopted"),
    "bill": Label("wetsvoorstel", "bill"),
    "announced": Label("aangekondigd", "announced"),
    "withdrawn": Label("ingetrokken", "withdrawn"),
}
PERCENT = (SHARE, CHANCE)
"""Units that are told in percent."""
AT_LEAST, AT_MOST = Label("minstens {0}", "at least {0}"), Label("hoogstens {0}", "at most {0}")
BY, IN = Label("uiterlijk in {0}", "by {0}"), Label("in {0}", "in {0}")
EACH_OF = Label("in elk van de jaren {0}", "in each of {0}")
DOES = {
    "set": Label("wordt {value}", "becomes {value}"),
    "add": Label("erbij: {value}", "plus {value}"),
    "multiply": Label("maal {value}", "times {value}"),
}
FACTOR = "factor"
"""A unit that is none: it is not said."""
SWITCH, ON, OFF = "schakelaar", Label("gaat aan", "is switched on"), Label("gaat uit", "is switched off")
MILLION = 1e6
"""Euros from here on are told in millions or billions."""
MANY = 6
"""More entries than this are shown as a range."""
TO = Label("{low} tot {high} ({count} waarden)", "{low} to {high} ({count} values)")
EACH = Label("{value} (alle)", "{value} (all)")
BETWEEN = {
    "normal": Label("{p10} – {p90} (80 %, normaal)", "{p10} – {p90} (80 %, normal)"),
    "lognormal": Label("{p10} – {p90} (80 %, lognormaal)", "{p10} – {p90} (80 %, lognormal)"),
    "logitnormal": Label("{p10} – {p90} (80 %, logitnormaal)", "{p10} – {p90} (80 %, logit-normal)"),
    "uniform": Label("{min} – {max} (overal even waarschijnlijk)", "{min} – {max} (uniform)"),
    "triangular": Label("{min} – {mode} – {max} (driehoek)", "{min} – {mode} – {max} (triangular)"),
}
MOVING = Label("verandert van jaar op jaar", "moves from year to year")


def six_digits(value: float, language: Language) -> str:
    """Format with at most six digits, and no more decimals than those need."""
    digits, _, power = f"{value:.6g}".partition("e")
    decimals = len(digits.partition(".")[2]) - int(power or 0)
    return number(value, language, min(MOST_DECIMALS, max(0, decimals)))


def amount(numbers: Numbers, axis: str | None, language: Language, unit: str = "") -> str:
    """Format one number, a few with the names of their entries, or the range of many; shares of `unit` in percent."""
    entries = entries_of(numbers, axis)
    values = [value for _, value in entries]

    def word(value: float) -> str:
        return f"{six_digits(100 * value, language)} %" if unit in PERCENT else six_digits(value, language)

    if axis is None or len(entries) == 1:
        return word(values[0])
    if len(set(values)) == 1:
        return EACH.in_(language).format(value=word(values[0]))
    if len(values) > MANY:
        return TO.in_(language).format(low=word(min(values)), high=word(max(values)), count=len(values))
    labels = dict(zip(AXES[axis].entries, AXES[axis].labels, strict=True))
    return "; ".join(f"{labels[entry].in_(language)} {word(value)}" for entry, value in entries)


def amount_in(numbers: Numbers, axis: str | None, unit: str, language: Language, *, added: bool = False) -> str:
    """Format an amount with its unit: `500 persons`, `48 %`; a share that is `added` in percentage points."""
    if unit.startswith("EUR") and axis is None and not isinstance(numbers, tuple) and abs(numbers) >= MILLION:
        divisor, named = scaled(unit, numbers, language)
        return f"{six_digits(numbers / divisor, language)} {named}"
    text = amount(numbers, axis, language, unit)
    if unit not in PERCENT:
        return f"{text} {unit_label(unit, language)}"
    return text.replace(" %", f" {POINTS.in_(language)}") if added else text


def does(effect: Effect, parameter: Parameter, language: Language) -> str:
    """Word what an effect does to a parameter: `becomes 165 euros`, `plus 6 weeks`, `times 0.92`; `on` of a switch."""
    value = effect.value
    if parameter.unit == SWITCH and effect.operation == "set" and isinstance(value, float | int):
        return (ON if value else OFF).in_(language)
    if effect.operation == "multiply":
        return DOES["multiply"].in_(language).format(value=amount(value, parameter.axis, language))
    if parameter.unit == FACTOR:
        return DOES[effect.operation].in_(language).format(value=amount(value, parameter.axis, language))
    added = effect.operation == "add"
    return (
        DOES[effect.operation]
        .in_(language)
        .format(value=amount_in(value, parameter.axis, parameter.unit, language, added=added))
    )


def with_typed(text: str, origin: Origin | None) -> str:
    """Add to a value what was typed, where that was a change of what it would otherwise be: `48,000 (+20 %)`."""
    return f"{text} ({origin.typed})" if text and origin is not None and origin.typed else text


def amount_as_given(amount: float | Mapping[str, float]) -> str:
    """Format as in a YAML file, in any language: `53_400`, or `alleenstaand 0.6, gezin 0.4`."""
    if isinstance(amount, Mapping):
        return ", ".join(f"{entry} {amount_as_given(number)}" for entry, number in amount.items())
    return f"{amount:,.0f}".replace(",", "_") if float(amount).is_integer() else f"{amount:.10g}"


def probability(value: float, language: Language) -> str:
    """Format as `35 %`, with a decimal where it has one."""
    return f"{number(100 * value, language, 0 if round(100 * value, 6).is_integer() else 1)} %"


def unit_label(unit: str, language: Language) -> str:
    """Return the label of a unit; its name when it is not in the vocabulary."""
    return UNITS[unit].label.in_(language) if unit in UNITS else unit


def uncertainty(distribution: Distribution | None, axis: str | None, language: Language, unit: str = "") -> str:
    """Format a distribution as `1.020 – 1.420 (80 %, lognormaal)`; empty for an exact value."""
    if distribution is None:
        return ""
    at = {name: amount(value, axis, language, unit) for name, value in distribution.at.items()}
    range_text = BETWEEN[distribution.dist].in_(language).format(**at)
    moving = MOVING.in_(language) if distribution.yearly else ""
    return "; ".join(filter(None, (range_text, moving, calibrated(distribution.calibrated, language))))


def limit(target: Target, unit: str, language: Language) -> str:
    """Format a target as `at least 100,000 homes by 2029`; `unit` is that of the outcome."""
    if target.by is not None:
        return f"{bound(target, unit, language)} {BY.in_(language).format(target.by)}"
    years = ", ".join(map(str, target.years))
    return f"{bound(target, unit, language)} {(IN if len(target.years) == 1 else EACH_OF).in_(language).format(years)}"


def bound(target: Target, unit: str, language: Language) -> str:
    """Format the bound of a target as `at least 100,000 homes`."""
    least = target.at_least is not None
    value = target.at_least if target.at_least is not None else target.at_most
    assert value is not None
    if unit in PERCENT:
        amount = f"{number(100 * value, language, 0 if float(100 * value).is_integer() else 1)} %"
    else:
        amount = f"{grouped(f'{value:.12g}', language)} {unit_label(unit, language)}"
    return (AT_LEAST if least else AT_MOST).in_(language).format(amount)
