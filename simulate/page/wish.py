"""What somebody wishes to see: a scenario, measures, moved parameters, an outcome; and the same as a text.

The text is the part of an address behind the `#`. It can be read and typed by hand, and has a version:
`v=1&s=asiel.yaml&m=spreidingswet_intrekken:2027-07-01:zeker&p=asiel.instroom.eerste_aanvragen@2027-01-01=12000`.
What of a text cannot be understood is left out and said; nothing else of it is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote, unquote

from pydantic import Field

from simulate.scenario import Frozen
from simulate.vocabulary import Language

VERSION = "1"
MOST_VARIANTS = 4
MOST_CHANGES = 200
LONGEST = 20_000
"""Characters of a text: more than any browser keeps in an address that can still be sent."""

How = Literal["verwacht", "zeker", "uit"]
"""verwacht: with the delay and the chance that the measure has · zeker: certain and on time · uit: not, where the
scenario takes it."""
Screen = Literal["kiezen", "maken", "vergelijken", "meenemen"]

NAME = r"[a-z][a-z0-9_]{0,79}"
PARAMETER = rf"{NAME}\.{NAME}\.{NAME}"
AMOUNT = r"[+-]?[0-9]{1,15}(\.[0-9]{1,12})?(e-?[0-9]{1,2})?%?"
"""A number, or a change by so much: `12000`, `0.25`, `+20%`, `-6`."""
PART = rf"{NAME}(\[[^\[\]&=#\x00-\x1f]{{1,160}}\])?"
FILE = r"[a-z0-9][a-z0-9_-]{0,79}\.yaml"


class MeasureWish(Frozen):
    """A measure that is switched, from a day of its own or from that of the measure."""

    name: Annotated[str, Field(pattern=f"^{NAME}$")]
    since: date | None = None
    how: How = "verwacht"


class ParameterWish(Frozen):
    """A parameter with another value: from a day on, or throughout."""

    name: Annotated[str, Field(pattern=f"^{PARAMETER}$")]
    since: date | None = None
    value: Annotated[str, Field(pattern=f"^{AMOUNT}$")]


class Changes(Frozen):
    """What is changed of a scenario. Each measure, and each parameter on each day, is there once: the last counts."""

    measures: Annotated[tuple[MeasureWish, ...], Field(max_length=MOST_CHANGES)] = ()
    parameters: Annotated[tuple[ParameterWish, ...], Field(max_length=MOST_CHANGES)] = ()

    def __bool__(self) -> bool:
        return bool(self.measures or self.parameters)


class Wish(Frozen):
    """All that an address holds."""

    scenario: Annotated[str, Field(pattern=f"^({FILE})?$")] = ""
    """The name of its file; empty where none was chosen yet."""
    changes: Changes = Changes()
    outcome: Annotated[str, Field(pattern=f"^({PART})?$")] = ""
    """An outcome or a part of one; empty: the first headline of the model."""
    year: Annotated[int, Field(ge=1900, le=2300)] | None = None
    variants: Annotated[tuple[Changes, ...], Field(max_length=MOST_VARIANTS)] = ()
    """What was kept to compare, A to D."""
    screen: Screen = "kiezen"
    language: Language = "nl"
    basis: Annotated[str, Field(pattern="^[0-9a-f]{0,600}$")] = ""
    """Of the inputs with which the link was made: see `simulate.page.basis`."""


_SAFE = ":@=,.+-_~[]* "
"""What stands in an address as it is. A blank is written as `%20` afterwards: a plus is a plus."""


def _escaped(text: str) -> str:
    return quote(text, safe=_SAFE).replace(" ", "%20")


def _changes_pairs(changes: Changes) -> Iterator[tuple[str, str]]:
    for measure in changes.measures:
        since = measure.since.isoformat() if measure.since else ""
        yield "m", f"{measure.name}:{since}:{measure.how}"
    for moved in changes.parameters:
        since = f"@{moved.since.isoformat()}" if moved.since else ""
        yield "p", f"{moved.name}{since}={moved.value}"


def encode(wish: Wish) -> str:
    """Write a wish as a text."""
    pairs = [("v", VERSION)]
    if wish.language != "nl":
        pairs.append(("l", wish.language))
    if wish.screen != "kiezen":
        pairs.append(("t", wish.screen))
    if wish.scenario:
        pairs.append(("s", wish.scenario))
    pairs += _changes_pairs(wish.changes)
    if wish.outcome:
        pairs.append(("o", wish.outcome))
    if wish.year is not None:
        pairs.append(("y", str(wish.year)))
    for variant in wish.variants:
        pairs.append(("k", ";".join(f"{key}={value}" for key, value in _changes_pairs(variant))))
    if wish.basis:
        pairs.append(("b", wish.basis))
    return "&".join(f"{key}={_escaped(value)}" for key, value in pairs)


class Unread(Frozen):
    """A part of a text that could not be understood."""

    text: str
    reason: str
    """In English; `simulate.dutch` has it in Dutch."""


def decode(text: str) -> tuple[Wish, list[Unread]]:
    """Read a text: `#v=1&…`, with or without an address before it. What cannot be understood is in the list."""
    unread = list[Unread]()
    if len(text) > LONGEST:
        return Wish(), [Unread(text=f"{text[:60]}…", reason="this link is too long to be one of this page")]
    pairs = [one for one in text.rpartition("#")[2].strip().split("&") if one]
    fields: dict[str, list[str]] = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        fields.setdefault(key, []).append(unquote(value))
    version = fields.pop("v", [VERSION])[-1]
    if version != VERSION:
        reason = "this link is of another version of the page; what it has in common with this one is used"
        unread.append(Unread(text=f"v={version[:20]}", reason=reason))
    wish = Wish(
        scenario=_one(fields, "s", FILE, unread, "this is not the name of a scenario file"),
        changes=_changes(
            [("m", one) for one in fields.pop("m", [])] + [("p", one) for one in fields.pop("p", [])], unread
        ),
        outcome=_one(fields, "o", PART, unread, "this is not the name of an outcome"),
        year=_year(_one(fields, "y", "(19|20|21|22)[0-9]{2}", unread, "this is not a year")),
        variants=_variants(fields.pop("k", []), unread),
        screen=_one(fields, "t", "kiezen|maken|vergelijken|meenemen", unread, "there is no such screen") or "kiezen",
        language=_one(fields, "l", "nl|en", unread, "the page is in nl and en") or "nl",
        basis=_one(fields, "b", "[0-9a-f]{1,600}", unread, "this does not say of which inputs the link is"),
    )
    unread += [Unread(text=f"{key[:30]}=", reason="this page does not know what that is") for key in fields]
    return wish, unread


def _one(fields: dict[str, list[str]], key: str, pattern: str, unread: list[Unread], reason: str) -> str:
    given = fields.pop(key, [""])[-1]
    if given and not re.fullmatch(pattern, given):
        unread.append(Unread(text=f"{key}={given[:80]}", reason=reason))
        return ""
    return given


def _year(text: str) -> int | None:
    return int(text) if text else None


def _variants(given: list[str], unread: list[Unread]) -> tuple[Changes, ...]:
    more = "no more than four variants are kept"
    unread += [Unread(text=f"k={one[:80]}", reason=more) for one in given[MOST_VARIANTS:]]
    found = []
    for one in given[:MOST_VARIANTS]:
        pairs = [(key, value) for key, _, value in (part.partition("=") for part in one.split(";") if part)]
        found.append(_changes(pairs, unread))
    return tuple(found)


def _changes(pairs: list[tuple[str, str]], unread: list[Unread]) -> Changes:
    measures: dict[str, MeasureWish] = {}
    parameters: dict[tuple[str, date | None], ParameterWish] = {}
    for key, value in pairs:
        try:
            if len(measures) >= MOST_CHANGES or len(parameters) >= MOST_CHANGES:
                raise ValueError("this is more than a page can show")
            if key == "m":
                one = _measure(value)
                measures[one.name] = one
            elif key == "p":
                moved = _parameter(value)
                parameters[moved.name, moved.since] = moved
            else:
                raise ValueError("this page does not know what that is")
        except ValueError as error:
            unread.append(Unread(text=f"{key[:30]}={value[:80]}", reason=str(error)))
    return Changes(measures=tuple(measures.values()), parameters=tuple(parameters.values()))


_MEASURE = re.compile(rf"({NAME})(?::([0-9-]*))?(?::(\w+))?")
_PARAMETER = re.compile(rf"({PARAMETER})(?:@([0-9-]+))?=(.*)")
_HOW: dict[str, How] = {"": "verwacht", "verwacht": "verwacht", "zeker": "zeker", "uit": "uit"}


def _measure(text: str) -> MeasureWish:
    read = _MEASURE.fullmatch(text)
    if read is None:
        raise ValueError("this is not a measure with a day: NAME:2027-07-01:zeker")
    name, since, how = read.groups()
    if (how or "") not in _HOW:
        raise ValueError("a measure is taken verwacht or zeker, or is uit")
    return MeasureWish(name=name, since=_day(since), how=_HOW[how or ""])


def _parameter(text: str) -> ParameterWish:
    read = _PARAMETER.fullmatch(text)
    if read is None:
        raise ValueError("this is not a parameter with a value: MODEL.FILE.NAME@2027-01-01=12000")
    name, since, value = read.groups()
    if not re.fullmatch(AMOUNT, value):
        raise ValueError("this is not a number, nor a change such as +20%")
    return ParameterWish(name=name, since=_day(since), value=value)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("this is not a day: 2027-07-01") from None
